package bip.ctl.testing;

import bip.ctl.service.SystemTools;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Programs in the place of systemd's, which play what was recorded of a real one: {@code
 * src/test/resources/systemd}, systemd 252 of Debian 12. What systemctl was told is kept.
 */
public final class FakeSystemd {

    private static final String SYSTEMCTL =
            """
            #!/bin/sh
            here=${0%/*}
            echo "$*" >>"$here/calls"
            case "$*" in
            *" show "*) cat "$here/show" ;;
            *" reset-failed "*) ;;
            *) if [ -e "$here/refusal" ]; then cat "$here/refusal" >&2; exit 1; fi
               if [ -e "$here/next" ]; then mv "$here/next" "$here/show"; fi ;;
            esac
            """;

    private static final String JOURNALCTL =
            """
            #!/bin/sh
            here=${0%/*}
            case "$*" in *--output=json*) cat "$here/journal" ;; esac
            """;

    private final Path folder;

    public FakeSystemd(Path folder) throws IOException {
        this.folder = folder;
        program("systemctl", SYSTEMCTL);
        program("journalctl", JOURNALCTL);
        Files.writeString(folder.resolve("journal"), "");
        Files.writeString(folder.resolve("calls"), "");
    }

    /** Puts a program of that name beside the others. */
    public void program(String name, String script) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    public SystemTools tools() {
        return new SystemTools(folder);
    }

    /** From now on both units are as in that recording. */
    public void is(String recording) throws IOException {
        copy(recording + ".txt", "show");
    }

    /** Once systemctl is told to do something, both units are as in that recording. */
    public void becomes(String recording) throws IOException {
        copy(recording + ".txt", "next");
    }

    /** Systemctl does nothing it is told to. */
    public void refuses(String why) throws IOException {
        Files.writeString(folder.resolve("refusal"), why);
    }

    public void journal(String recording) throws IOException {
        copy(recording + ".json", "journal");
    }

    /** What systemctl was told, without the questions. */
    public List<String> acts() throws IOException {
        return Files.readAllLines(folder.resolve("calls")).stream()
                .map(line -> line.replace("--no-pager --no-ask-password ", ""))
                .filter(line -> !line.startsWith("show "))
                .toList();
    }

    private void copy(String recording, String name) throws IOException {
        try (InputStream in = FakeSystemd.class.getResourceAsStream("/systemd/" + recording)) {
            if (in == null) {
                throw new IOException("no recording " + recording);
            }
            Files.copy(in, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}

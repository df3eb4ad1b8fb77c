package bip.ctl.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Which database a running server was started on, by its command line. */
public final class ServedData {

    private static final String DATABASE = "-Dbip.database=";

    private ServedData() {}

    /** Empty when the process has ended, is none of ours, or is not this user's to look at. */
    public static Optional<Path> database(long pid) {
        try {
            String line =
                    Files.readString(
                            Path.of("/proc", Long.toString(pid), "cmdline"),
                            StandardCharsets.ISO_8859_1);
            return Stream.of(line.split("\0", -1))
                    .filter(it -> it.startsWith(DATABASE))
                    .map(it -> utf8(it.substring(DATABASE.length())))
                    .map(Path::of)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}

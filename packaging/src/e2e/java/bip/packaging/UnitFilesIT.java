package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The units as the systemd of this machine reads them; no service is started. */
@Tag("e2e")
class UnitFilesIT {

    /** Tenths of a point, as `systemd-analyze security --threshold` takes them: 1.3. */
    private static final String THRESHOLD = "13";

    private static final String PROGRAM = "/opt/bip/current/release/bin/bip-server";

    private static final String AFTER_STOP = "/usr/lib/bipctl/bin/after-stop";

    @TempDir Path folder;
    private Path units;

    /**
     * The service names a program of this folder: systemd-analyze wants to see that it is there.
     */
    @BeforeEach
    void layOut() throws Exception {
        units = folder.resolve("units");
        Path program = folder.resolve("bip-server");
        Trees.copyFile(Files.writeString(folder.resolve("text"), "#!/bin/sh\n"), program, true);
        Path sources = Checkout.root().resolve("systemd");
        Trees.copyFile(sources.resolve("bip.socket"), units.resolve("bip.socket"), false);
        String service = Files.readString(sources.resolve("bip.service"));
        assertThat(service).contains("ExecStart=" + PROGRAM, "ExecStopPost=+-" + AFTER_STOP);
        Files.writeString(
                units.resolve("bip.service"),
                service.replace(PROGRAM, program.toString())
                        .replace(AFTER_STOP, program.toString()));
    }

    @Test
    void areUnderstoodToTheLastWord() throws Exception {
        assertThat(verify()).isEmpty();
    }

    @Test
    void aMisspeltWordIsNoticed() throws Exception {
        Path service = units.resolve("bip.service");
        String misspelt = Files.readString(service).replace("WatchdogSec=", "WatchdogSeconds=");
        Files.writeString(service, misspelt);
        assertThat(verify()).contains("WatchdogSeconds");
    }

    @Test
    void theServiceIsExposedTo13AtMost() throws Exception {
        // Ends with an error when exposed more than that.
        Programs.run(security("--threshold=" + THRESHOLD), folder);
    }

    private List<String> security(String threshold) {
        return List.of(
                "systemd-analyze",
                "security",
                "--no-pager",
                "--offline=yes",
                threshold,
                units.resolve("bip.service").toString());
    }

    /** All that systemd finds wrong; the manual page is not installed here. */
    private String verify() throws Exception {
        return Programs.run(
                List.of(
                        "sh",
                        "-c",
                        "systemd-analyze verify --man=no \"$@\" 2>&1 || true",
                        "verify",
                        units.resolve("bip.socket").toString(),
                        units.resolve("bip.service").toString()),
                folder);
    }
}

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

    private static final String RECOVERY_THRESHOLD = "16";

    private static final String TIMED_THRESHOLD = "26";

    /** The network too: it fetches. */
    private static final String UPGRADE_THRESHOLD = "27";

    private static final String PROGRAM = "/opt/bip/current/release/bin/bip-server";

    private static final String AFTER_STOP = "/usr/lib/bipctl/bin/after-stop";

    private static final String TOOL = "/usr/bin/bipctl";

    private static final String RECOVERY = "bipctl-recover.service";

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
        String recovery = Files.readString(sources.resolve(RECOVERY));
        assertThat(recovery).contains("ExecStart=" + TOOL + " resume --at-boot");
        Files.writeString(
                units.resolve(RECOVERY),
                recovery.replace("ExecStart=" + TOOL, "ExecStart=" + program));
        for (String unit : List.of("bip-backup", "bip-drill")) {
            String timed = Files.readString(sources.resolve(unit + ".service"));
            assertThat(timed).contains("ExecStart=" + TOOL + " backup ");
            Files.writeString(
                    units.resolve(unit + ".service"),
                    timed.replace("ExecStart=" + TOOL, "ExecStart=" + program));
            Trees.copyFile(sources.resolve(unit + ".timer"), units.resolve(unit + ".timer"), false);
        }
        String upgrade = Files.readString(sources.resolve("bip-upgrade.service"));
        assertThat(upgrade).contains("ExecStart=" + TOOL + " upgrade --unattended ");
        Files.writeString(
                units.resolve("bip-upgrade.service"),
                upgrade.replace("ExecStart=" + TOOL, "ExecStart=" + program));
        Trees.copyFile(
                sources.resolve("bip-upgrade.timer"), units.resolve("bip-upgrade.timer"), false);
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
        Programs.run(security("bip.service", "--threshold=" + THRESHOLD), folder);
    }

    /** It must write where the server's files are, so it is root, and without a network. */
    @Test
    void theRecoveryIsExposedLittleMore() throws Exception {
        Programs.run(security(RECOVERY, "--threshold=" + RECOVERY_THRESHOLD), folder);
    }

    /** They read what nobody else may, and write where a target is mounted. */
    @Test
    void whatTimersStartIsExposedLittleMore() throws Exception {
        Programs.run(security("bip-backup.service", "--threshold=" + TIMED_THRESHOLD), folder);
        Programs.run(security("bip-drill.service", "--threshold=" + TIMED_THRESHOLD), folder);
        Programs.run(security("bip-upgrade.service", "--threshold=" + UPGRADE_THRESHOLD), folder);
    }

    /**
     * A start from within the recovery would wait for it; a requirement would keep visitors out.
     */
    @Test
    void theRecoveryIsBeforeTheServiceAndNoMore() throws Exception {
        String recovery = Files.readString(units.resolve(RECOVERY));
        assertThat(recovery).contains("\nBefore=bip.service\n", "\nRefuseManualStart=yes\n");
        assertThat(Files.readString(units.resolve("bip.service"))).doesNotContain(RECOVERY);
    }

    private List<String> security(String unit, String threshold) {
        return List.of(
                "systemd-analyze",
                "security",
                "--no-pager",
                "--offline=yes",
                threshold,
                units.resolve(unit).toString());
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
                        units.resolve("bip.service").toString(),
                        units.resolve(RECOVERY).toString(),
                        units.resolve("bip-backup.service").toString(),
                        units.resolve("bip-backup.timer").toString(),
                        units.resolve("bip-drill.service").toString(),
                        units.resolve("bip-drill.timer").toString(),
                        units.resolve("bip-upgrade.service").toString(),
                        units.resolve("bip-upgrade.timer").toString()),
                folder);
    }
}

package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** The package on a fresh Debian: from apt install to purge, with the bulletin that it serves. */
@Tag("e2e")
class DebianPackageIT {

    private static final String NEXT_PACKAGE = "1.1.1";

    private static final String DROP_IN = "/etc/systemd/system/bip.service.d/office.conf";

    @TempDir Path folder;

    private final List<String> times = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    void livesFromInstallationToPurge(DebianSuite suite) throws Exception {
        try (var machine = DebianMachine.boot(suite, folder.resolve("machine"))) {
            time("boot", machine.bootTime().toMillis());
            machine.shell("install -D -m 644 /dev/null " + DROP_IN).ended(0);
            Set<String> before = files(machine);
            var bulletin = timed("package", () -> Bulletin.prepare(machine));
            assertNothingToServeIsNoFailure(machine, bulletin);
            assertTakesNothingUnsigned(machine, bulletin);

            firstPage(bulletin);
            machine.reboot();
            time("boot again", machine.bootTime().toMillis());
            bulletin.assertServes("1.0.0");
            // Nothing was cut short, so no bipctl was started.
            assertThat(bulletin.property("bipctl-recover.service", "ConditionResult"))
                    .isEqualTo("no");

            restartsAndStops(machine, bulletin);
            upgradesUnderVisitors(bulletin);
            reinstalls(machine, bulletin);
            isVisitedToTheEnd(machine, bulletin, before);
        }
        System.out.println(suite + "\n" + String.join("\n", times));
    }

    private static void assertNothingToServeIsNoFailure(DebianMachine machine, Bulletin bulletin)
            throws Exception {
        for (String unit :
                List.of(
                        "bip.socket",
                        "bip.service",
                        "bipctl-recover.service",
                        "bip-backup.timer",
                        "bip-drill.timer",
                        "bip-upgrade.timer")) {
            assertThat(bulletin.property(unit, "UnitFileState")).isEqualTo("enabled");
        }
        machine.run("systemctl", "start", "bip").ended(0);
        assertThat(bulletin.property("bip.service", "ActiveState")).isEqualTo("inactive");
        assertThat(machine.systemState()).isEqualTo("running");
        assertThat(bulletin.bipctl("status").exitCode()).isEqualTo(3);
        // 1.3, in tenths.
        machine.run("systemd-analyze", "security", "--threshold=13", "bip.service").ended(0);
    }

    /** Neither by a word nor from an index that lies where the metadata should. */
    private static void assertTakesNothingUnsigned(DebianMachine machine, Bulletin bulletin)
            throws Exception {
        var typed = bulletin.bipctl("install", "1.0.0", "--unsigned", "--yes").ended(13);
        assertThat(typed.err()).contains("BIP-P104", "bundle");
        machine.shell(
                        "mkdir /root/unsigned && echo '{\"format\":\"bip-channel/v1\",\"releases\":[]}'"
                                + " >/root/unsigned/index.json")
                .ended(0);
        bulletin.bipctl("install", "1.0.0", "--channel", "/root/unsigned", "--yes").ended(20);
        assertThat(bulletin.bipctl("status").exitCode()).isEqualTo(3);
    }

    private void firstPage(Bulletin bulletin) throws Exception {
        timed("bipctl install", () -> bulletin.bipctl("install", "1.0.0", "--yes").ended(0));
        timed("first page", () -> bulletin.get("/").ended(0));
        bulletin.importOffice();
        bulletin.assertServes("1.0.0");
    }

    /**
     * As an administrator does it: a restart refuses nobody, a stop is one until the next start.
     */
    private void restartsAndStops(DebianMachine machine, Bulletin bulletin) throws Exception {
        LoadReport report;
        try (LoadProcess visitors = bulletin.visitors(false)) {
            timed("systemctl restart", () -> machine.run("systemctl", "restart", "bip").ended(0));
            bulletin.assertServes("1.0.0");
            report = visitors.stop();
        }
        assertThat(report.failed()).as(report.firstFailure()).isZero();
        machine.run("systemctl", "stop", "bip").ended(0);
        // 7: nobody listens, so no visitor can start it again.
        assertThat(bulletin.get("/").exitCode()).isEqualTo(7);
        assertThat(bulletin.property("bip.socket", "ActiveState")).isEqualTo("inactive");
        machine.run("systemctl", "start", "bip").ended(0);
        bulletin.assertServes("1.0.0");
    }

    private void upgradesUnderVisitors(Bulletin bulletin) throws Exception {
        Path tool = Checkout.root().resolve("dist/bipctl");
        Path next = new DebianPackage(Checkout.root(), tool).write(NEXT_PACKAGE, folder);
        String process = bulletin.property("bip.service", "MainPID");
        LoadReport report;
        try (LoadProcess visitors = bulletin.visitors(true)) {
            Site.Run upgrade =
                    timed("package upgrade", () -> bulletin.installPackage(next).ended(0));
            assertThat(upgrade.out()).doesNotContain("bipctl start");
            report = visitors.stop();
        }
        assertThat(report.failed()).as(report.firstFailure()).isZero();
        assertThat(report.answered()).isPositive();
        assertThat(bulletin.property("bip.service", "MainPID")).isEqualTo(process);
        bulletin.assertServes("1.0.0");
    }

    /** Removed and installed again: enabled, not started, and the administrator is told. */
    private static void reinstalls(DebianMachine machine, Bulletin bulletin) throws Exception {
        machine.run("apt-get", "remove", "--yes", "bip").ended(0);
        var again = bulletin.installPackage(Checkout.debianPackage()).ended(0);
        assertThat(again.out()).contains("biuletyn nie działa", "next: sudo bipctl start");
        assertThat(bulletin.property("bip.service", "UnitFileState")).isEqualTo("enabled");
        assertThat(bulletin.property("bip.service", "ActiveState")).isEqualTo("inactive");
        machine.run("bipctl", "start").ended(0);
        bulletin.assertServes("1.0.0");
    }

    /**
     * Nobody is lost before the stop. Who waited in the socket when it was closed, at most one
     * request a visitor, is reset; then all are refused.
     */
    private void isVisitedToTheEnd(DebianMachine machine, Bulletin bulletin, Set<String> before)
            throws Exception {
        LoadReport report;
        try (LoadProcess visitors = bulletin.visitors(false)) {
            removes(machine, bulletin);
            purges(machine, before);
            report = visitors.stop();
        }
        times.add(
                "  visitors of removal: " + report.answered() + " answered, " + report.failures());
        assertThat(report.answered()).isPositive();
        assertThat(report.failures().keySet())
                .as(report.firstFailure())
                .isSubsetOf(LoadFailure.REFUSED, LoadFailure.RESET);
        assertThat(report.failures().getOrDefault(LoadFailure.RESET, 0L)).isLessThanOrEqualTo(16);
        assertThat(report.firstFailureAt()).isGreaterThanOrEqualTo(stoppedAt(machine));
    }

    /** When systemd last began to stop the service, in milliseconds of the epoch. */
    private static long stoppedAt(DebianMachine machine) throws Exception {
        // SD_MESSAGE_UNIT_STOPPING of systemd's catalog.
        String line =
                machine.run(
                                "journalctl",
                                "--quiet",
                                "--output=json",
                                "--lines=1",
                                "MESSAGE_ID=de5b426a63be47a7b6ac3eaac82e2f6f",
                                "UNIT=bip.service")
                        .ended(0)
                        .out();
        var entry = JsonMapper.shared().readTree(line);
        return Long.parseLong(entry.required("__REALTIME_TIMESTAMP").stringValue()) / 1_000;
    }

    /** Serves to the last moment; then nothing runs, and nothing of the administrator's is gone. */
    private static void removes(DebianMachine machine, Bulletin bulletin) throws Exception {
        bulletin.assertServes("1.0.0");
        machine.run("apt-get", "remove", "--yes", "bip").ended(0);
        for (String unit : List.of("bip.socket", "bip.service")) {
            assertThat(bulletin.property(unit, "ActiveState")).isEqualTo("inactive");
        }
        assertThat(machine.run("pgrep", "-u", "bip").exitCode())
                .as("processes of bip")
                .isEqualTo(1);
        machine.run("test", "-e", "/var/lib/bip/data").ended(0);
        machine.run("test", "-e", "/opt/bip/current").ended(0);
        machine.run("grep", "-q", "BIPCTL_CHANNEL_URL", "/etc/bip/bipctl.env").ended(0);
        machine.run("test", "!", "-e", "/usr/lib/bipctl").ended(0);
    }

    private static void purges(DebianMachine machine, Set<String> before) throws Exception {
        var purge = machine.run("apt-get", "purge", "--yes", "bip").ended(0);
        assertThat(purge.out()).contains("/var/lib/bip zostaje", "/var/lib/bip is kept");
        machine.run("test", "-s", "/var/lib/bip/data/1/bip.db").ended(0);
        machine.run("test", "-e", DROP_IN).ended(0);
        Set<String> left = files(machine);
        left.removeAll(before);
        assertThat(left).isNotEmpty().allMatch(file -> (file + "/").startsWith("/var/lib/bip/"));
        assertThat(machine.systemState()).isEqualTo("running");
    }

    /** All that is on the disk, without what Debian itself writes at work. */
    private static Set<String> files(DebianMachine machine) throws Exception {
        String debians =
                "/(tmp|mnt|root|var/tmp|var/cache/(apt|debconf|man|ldconfig)|var/lib/(apt|dpkg|systemd)|"
                        + "var/spool/dma|"
                        + "var/log/(journal|apt|dpkg.log|alternatives.log)|etc/[a-z]+-|etc/.pwd.lock)(/|$)";
        String list = machine.run("find", "/", "-xdev").out();
        var files = new TreeSet<String>();
        list.lines()
                .filter(file ->
                        !java.util.regex.Pattern.compile("^" + debians).matcher(file).find())
                .forEach(files::add);
        return files;
    }

    private <T> T timed(String name, java.util.concurrent.Callable<T> act) throws Exception {
        long start = System.nanoTime();
        T result = act.call();
        time(name, (System.nanoTime() - start) / 1_000_000);
        return result;
    }

    private void time(String name, long millis) {
        times.add(String.format("  %-18s %7d ms", name, millis));
    }
}

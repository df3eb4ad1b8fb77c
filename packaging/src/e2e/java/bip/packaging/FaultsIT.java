package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What breaks is named with a code, its cause and a remedy that helps. */
@Tag("e2e")
class FaultsIT {

    private static final Pattern CODE = Pattern.compile("BIP-([A-Z]\\d{3})");

    @TempDir private static Path folder;

    private static final List<String> ROWS = new ArrayList<>();

    private static DebianMachine machine;
    private static Bulletin bulletin;

    @BeforeAll
    static void install() throws Exception {
        machine = DebianMachine.boot(DebianSuite.BOOKWORM, folder.resolve("machine"));
        bulletin = Bulletin.install(machine);
    }

    @AfterAll
    static void powerCut() throws Exception {
        System.out.println(row("fault", "systemctl restart", "status", "restart"));
        ROWS.forEach(System.out::println);
        machine.close();
    }

    @ParameterizedTest
    @MethodSource("bip.packaging.Faults#all")
    void isNamedAndMended(Fault fault) throws Exception {
        machine.run("systemctl", "reset-failed", "bip.service", "bip.socket");
        bulletin.assertServes("1.0.0");
        fault.make(machine);
        Site.Run systemd;
        Site.Run status;
        Site.Run restart;
        String state;
        try {
            systemd = machine.run("systemctl", "restart", "bip");
            // Where systemd tries again, the second end is there too.
            Thread.sleep(3_000);
            state = bulletin.property("bip.service", "ActiveState");
            status = machine.run("bipctl", "--lang=pl", "status");
            restart = machine.run("bipctl", "--lang=pl", "restart");
        } finally {
            fault.mend(machine);
        }
        ROWS.add(row(fault, systemd.exitCode() + " " + state, told(status), told(restart)));
        bulletin.assertServes("1.0.0");
        machine.run("bipctl", "status").ended(0);
        assertSays(status, fault.status());
        assertSays(restart, fault.restart());
    }

    private static String row(Object fault, String systemd, String status, String restart) {
        return "%-30s %-18s %-14s %-14s".formatted(fault, systemd, status, restart);
    }

    private static String told(Site.Run run) {
        return run.exitCode() + " " + codes(run);
    }

    private static String codes(Site.Run run) {
        var codes = new ArrayList<String>();
        CODE.matcher(run.out() + run.err()).results().forEach(it -> codes.add(it.group(1)));
        return String.join(",", codes);
    }

    private static void assertSays(Site.Run run, Fault.Word word) {
        String said = run.out() + run.err();
        assertThat(said).contains(word.code(), word.cause(), word.next());
        assertThat(run.exitCode()).as(said).isEqualTo(word.exitCode());
    }

    /** Visitors wait in the socket while the release is taken back: nobody is refused. */
    @Test
    void takesACrashLoopingReleaseBack() throws Exception {
        Path faulty = Files.createDirectories(folder.resolve("faulty"));
        bulletin.channel().add(FaultyRelease.make("1.2.0", "dies", faulty));
        machine.run("systemctl", "reset-failed", "bip.service", "bip.socket");
        bulletin.assertServes("1.0.0");
        var story = new VisitedStory();
        LoadReport report;
        // A connection per request: each of them would notice a socket that refuses.
        try (LoadProcess visitors = bulletin.visitors(false)) {
            story.happens(
                    "upgrade that crashes, taken back",
                    () -> bulletin.bipctl("upgrade", "1.2.0", "--yes").ended(30));
            report = visitors.stop();
        }
        bulletin.assertServes("1.0.0");
        long refused = report.failures().getOrDefault(LoadFailure.REFUSED, 0L);
        System.out.println(
                story.table("crash loop", report)
                        + "  socket refused for "
                        + (refused == 0 ? "0 ms" : "some time: " + refused + " visitors"));
        assertThat(report.failed()).as(report.firstFailure()).isZero();
    }
}

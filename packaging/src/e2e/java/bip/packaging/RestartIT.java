package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Visitors never notice more than a slow page: the real units, under load. */
@Tag("e2e")
class RestartIT {

    private static final int VISITORS = 16;
    private static final int ENOUGH = 20_000;
    private static final int KILLS = 5;

    @TempDir private static Path folder;

    private static DebianMachine machine;
    private static Bulletin bulletin;

    @BeforeAll
    static void install() throws Exception {
        machine = DebianMachine.boot(DebianSuite.BOOKWORM, folder.resolve("machine"));
        bulletin = Bulletin.install(machine);
        Path faulty = Files.createDirectories(folder.resolve("faulty"));
        bulletin.channel().add(FaultyRelease.make("1.2.0", "dies", faulty));
    }

    @AfterAll
    static void powerCut() throws Exception {
        machine.close();
    }

    /** Starts of the test before do not count. */
    @BeforeEach
    void startsAfresh() throws Exception {
        machine.run("systemctl", "reset-failed", "bip.service", "bip.socket").ended(0);
        bulletin.assertServes("1.0.0");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void losesNoRequest(boolean keepAlive) throws Exception {
        var story = new VisitedStory();
        LoadReport report;
        try (LoadProcess visitors = bulletin.visitors(keepAlive, ENOUGH)) {
            for (int restart = 1; restart <= 5; restart++) {
                story.happens("restart " + restart, restart % 2 == 1 ? bySystemctl() : byBipctl());
            }
            story.happens("upgrade to 1.1.0", () -> upgrade("1.1.0", 0));
            bulletin.assertServes("1.1.0");
            story.happens(
                    "rollback to 1.0.0",
                    () -> bulletin.bipctl("rollback", "--version", "1.0.0", "--yes").ended(0));
            bulletin.assertServes("1.0.0");
            story.happens("upgrade that fails and returns", () -> upgrade("1.2.0", 30));
            bulletin.assertServes("1.0.0");
            report = visitors.stop();
        }
        String title = keepAlive ? "16 connections kept alive" : "a connection per request";
        print(story, title, report);
        assertThat(report.failed())
                .as(
                        "%s, %s at %s%n%s",
                        title, report.firstFailure(), firstFailure(report), machine.journal(400))
                .isZero();
        assertThat(report.sent()).isEqualTo(report.answered()).isGreaterThanOrEqualTo(ENOUGH);
    }

    private static Instant firstFailure(LoadReport report) {
        return Instant.ofEpochMilli(report.firstFailureAt());
    }

    private static VisitedStory.Act bySystemctl() {
        return () -> machine.run("systemctl", "restart", "bip").ended(0);
    }

    private static VisitedStory.Act byBipctl() {
        return () -> bulletin.bipctl("restart").ended(0);
    }

    private static void upgrade(String version, int exitCode) throws Exception {
        bulletin.bipctl("upgrade", version, "--yes").ended(exitCode);
    }

    /** That the visitors of the test above would have noticed. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void losesRequestsWithoutTheSocket(boolean keepAlive) throws Exception {
        machine.run("systemctl", "stop", "bip").ended(0);
        // The same unit, but for what ties it to the socket.
        machine.shell(
                        "sed -e '/^Requires=/d' -e '/^After=/d' -e '/^StandardInput=/d'"
                                + " /usr/lib/systemd/system/bip.service"
                                + " >/run/systemd/system/bip-own-port.service"
                                + " && systemctl daemon-reload"
                                + " && systemctl start bip-own-port.service")
                .ended(0);
        var story = new VisitedStory();
        LoadReport report;
        try (LoadProcess visitors = bulletin.visitors(keepAlive)) {
            for (int restart = 1; restart <= 5; restart++) {
                story.happens(
                        "restart " + restart,
                        () -> machine.run("systemctl", "restart", "bip-own-port").ended(0));
            }
            report = visitors.stop();
        } finally {
            machine.run("systemctl", "stop", "bip-own-port").ended(0);
            machine.run("systemctl", "start", "bip").ended(0);
        }
        print(story, "without the socket, kept alive: " + keepAlive, report);
        assertThat(report.failures()).containsKey(LoadFailure.REFUSED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void comesBackEachTimeItIsKilled(boolean keepAlive) throws Exception {
        var story = new VisitedStory();
        LoadReport report;
        try (LoadProcess visitors = bulletin.visitors(keepAlive)) {
            for (int kill = 1; kill <= KILLS; kill++) {
                story.happens("kill -9, " + kill, RestartIT::killAndAwait);
            }
            report = visitors.stop();
        }
        print(story, "kill -9, kept alive: " + keepAlive, report);
        // Nobody is refused; only what the killed process had before it is lost.
        assertThat(report.failures().keySet())
                .isSubsetOf(LoadFailure.RESET, LoadFailure.EARLY_END, LoadFailure.SHORT_BODY);
        assertThat(report.failed()).isBetween(1L, (long) KILLS * VISITORS);
        assertThat(report.answered()).isPositive();
    }

    private static void killAndAwait() throws Exception {
        String killed = bulletin.property("bip.service", "MainPID");
        machine.run("kill", "-KILL", killed).ended(0);
        // Waits in the socket until there is a server again.
        bulletin.get("/health").ended(0);
        assertThat(bulletin.property("bip.service", "MainPID")).isNotIn(killed, "0");
    }

    @Test
    void losesNoLineOfTheLogToRotation() throws Exception {
        machine.shell("echo BIP_ACCESS_LOG=on >>/etc/bip/bip.env").ended(0);
        // As installed, but that it keeps all for counting.
        machine.shell("sed 's/rotate 12/rotate 99/' /etc/logrotate.d/bip >/root/rotation").ended(0);
        bulletin.bipctl("restart").ended(0);
        long before = loggedPages();
        var story = new VisitedStory();
        LoadReport report;
        try (LoadProcess visitors = bulletin.visitors(true)) {
            for (int rotation = 1; rotation <= 20; rotation++) {
                // The names end with the second; a second has one rotation.
                machine.run("logrotate", "--force", "/root/rotation").ended(0);
                Thread.sleep(1_100);
                awaitNewLog();
            }
            report = visitors.stop();
        }
        long logged = loggedPages() - before;
        print(story, "20 rotations, " + logged + " lines", report);
        assertThat(report.failed()).isZero();
        assertThat(logged).isEqualTo(report.answered());
        assertThat(machine.shell("ls /var/log/bip/*.gz | wc -l").out().strip()).isEqualTo("19");
    }

    /** Without a file that is not empty, the next rotation would have nothing to do. */
    private static void awaitNewLog() throws Exception {
        machine.run(
                        "timeout",
                        "30",
                        "sh",
                        "-c",
                        "until [ -s /var/log/bip/bip.log ]; do sleep 0.1; done")
                .ended(0);
    }

    private static long loggedPages() throws Exception {
        // A line is written after its answer.
        Thread.sleep(1_000);
        String line = "zcat -f /var/log/bip/bip.log* | grep -c 'bip.access .* GET " + Bulletin.PAGE;
        return Long.parseLong(machine.shell(line + " 200$' || true").out().strip());
    }

    private static void print(VisitedStory story, String title, LoadReport report) {
        System.out.println(story.table(title, report));
    }
}

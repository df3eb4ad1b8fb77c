package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the timer starts, on a Debian with a mail server that delivers to root: one machine through
 * its nights, in this order.
 */
@Tag("recovery")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UnattendedIT {

    private static final String UNIT = "bip-upgrade.service";

    private static final ZoneId ZONE = ZoneId.of("Europe/Warsaw");

    private static final String ALWAYS = "BIPCTL_WINDOW=00:00-24:00";

    /** Longer than a timestamp is good for. */
    private static final int EXPIRED_DAYS = 60;

    @TempDir private static Path folder;

    private static DebianMachine machine;
    private static Bulletin bulletin;
    private static SignedChannel channel;
    private static Path made;

    @BeforeAll
    static void install() throws Exception {
        var releases = TortureReleases.of(TortureReleases.Kin.LIGHT);
        made = releases.channel();
        machine = DebianMachine.boot(DebianSuite.BOOKWORM, folder.resolve("machine"));
        releases.bringTo(machine);
        channel = SignedChannel.begin(machine.exchange().resolve("repository"), Checkout.keys());
        bulletin = Bulletin.empty(machine);
        offer("1.0.0");
        machine.shell("echo BIPCTL_CHANNEL_URL=/mnt/exchange/repository >>/etc/bip/bipctl.env")
                .ended(0);
        bulletin.bipctl("install", "1.0.0", "--yes").ended(0);
        bulletin.importOffice();
    }

    @AfterAll
    static void powerCut() throws Exception {
        machine.close();
    }

    private static void offer(String version) throws Exception {
        channel.add(made.resolve("bip-server-" + version + "-linux-x64.tar.gz"));
    }

    private static void set(String... lines) throws Exception {
        machine.shell(
                        "sed -i '/^BIPCTL_\\(UNATTENDED\\|WINDOW\\|BLACKOUT\\|MAIL\\)/d' /etc/bip/bipctl.env")
                .ended(0);
        for (String line : lines) {
            machine.shell("echo '" + line + "' >>/etc/bip/bipctl.env").ended(0);
        }
        machine.shell("echo BIPCTL_MAIL_LANG=en >>/etc/bip/bipctl.env").ended(0);
    }

    /** As the timer does; the exit code of bipctl, with which the unit ended. */
    private static int timer() throws Exception {
        machine.run("systemctl", "start", UNIT);
        int exitCode = Integer.parseInt(bulletin.property(UNIT, "ExecMainStatus"));
        machine.run("systemctl", "reset-failed", UNIT);
        return exitCode;
    }

    /** Root's mailbox once it holds so many; a mail server takes its time. */
    private static String mails(int count) throws Exception {
        String box = "/var/mail/root";
        machine.shell(
                        ("for i in $(seq 150); do [ $(grep -c '^From ' %s) -ge %d ] && break; sleep 0.2; done;"
                                        + " true")
                                .formatted(box, count))
                .ended(0);
        String text = machine.shell("cat " + box + " || true").out();
        assertThat(text.lines().filter(it -> it.startsWith("From "))).as(text).hasSize(count);
        return text.substring(Math.max(0, text.lastIndexOf("\nFrom ")));
    }

    private static void journalSays(String words) throws Exception {
        assertThat(machine.run("journalctl", "--no-pager", "-u", UNIT).ended(0).out())
                .contains(words);
    }

    /** For what the unit starts, and for nothing else on the machine. */
    private static void moveClock(int days) throws Exception {
        WrongClock.in(machine.exchange().resolve("clock")).move(days);
        String there = "/mnt/exchange/clock/";
        Path dropIn = machine.exchange().resolve("clock.conf");
        Files.writeString(
                dropIn,
                "[Service]\nEnvironment=LD_PRELOAD="
                        + there
                        + "clock.so WRONG_CLOCK="
                        + there
                        + "offset\n");
        machine.shell(
                        "install -D -m 644 /mnt/exchange/clock.conf /etc/systemd/system/"
                                + UNIT
                                + ".d/clock.conf && systemctl daemon-reload")
                .ended(0);
    }

    private static void rightClock() throws Exception {
        machine.shell("rm -r /etc/systemd/system/" + UNIT + ".d && systemctl daemon-reload")
                .ended(0);
    }

    private static String hours(int from, int to) {
        var form = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
        LocalTime now = LocalTime.now(ZONE);
        return "BIPCTL_WINDOW="
                + form.format(now.plusHours(from))
                + "-"
                + form.format(now.plusHours(to));
    }

    @Test
    @Order(1)
    void isOffAndThenWaitsForTheWindow() throws Exception {
        offer("1.1.0");
        assertThat(bulletin.property("bip-upgrade.timer", "ActiveState")).isEqualTo("active");
        assertThat(timer()).isZero();
        journalSays("BIPCTL_UNATTENDED");
        set("BIPCTL_UNATTENDED=all", hours(6, 9));
        assertThat(timer()).isZero();
        journalSays("outside of the window");
        assertThat(bulletin.bipctl("status").out()).contains("Upgrades without a person: all, ");
        bulletin.assertServes("1.0.0");
        mails(0);
    }

    @Test
    @Order(2)
    void waitsOnABlackoutDay() throws Exception {
        LocalDate today = LocalDate.now(ZONE);
        set(
                "BIPCTL_UNATTENDED=all",
                ALWAYS,
                "BIPCTL_BLACKOUT=\"" + today + ".." + today.plusDays(1) + "\"");
        assertThat(timer()).isZero();
        assertThat(timer()).isZero();
        assertThat(mails(1))
                .contains("Subject: bip: 1.1.0 waits for you", "To: root", "blackout day");
        bulletin.assertServes("1.0.0");
    }

    @Test
    @Order(3)
    void waitsBehindAHold() throws Exception {
        set("BIPCTL_UNATTENDED=all", ALWAYS);
        bulletin.bipctl("hold", "--reason", "sesja rady").ended(0);
        assertThat(timer()).isZero();
        assertThat(mails(2)).contains("Subject: bip: 1.1.0 waits for you", "sesja rady");
        bulletin.bipctl("unhold").ended(0);
        bulletin.assertServes("1.0.0");
    }

    @Test
    @Order(4)
    void refusesMetadataThatExpired() throws Exception {
        moveClock(EXPIRED_DAYS);
        assertThat(timer()).isEqualTo(21);
        rightClock();
        assertThat(mails(3)).contains("(BIP-C121)");
        assertThat(bulletin.bipctl("status").out()).contains("refused (BIP-C121)");
        bulletin.assertServes("1.0.0");
    }

    @Test
    @Order(5)
    void upgradesWhileReadersReadAndSaysSo() throws Exception {
        try (var visitors = bulletin.visitors(false)) {
            assertThat(timer()).isZero();
            LoadReport report = visitors.stop();
            assertThat(report.failed()).as(report.firstFailure()).isZero();
            assertThat(report.answered()).isPositive();
        }
        bulletin.assertServes("1.1.0");
        assertThat(mails(4)).contains("Subject: bip: 1.1.0 installed at ", "Exit code: 0");
        assertThat(bulletin.bipctl("history").ended(0).out()).contains("bip-upgrade.timer");
        bulletin.bipctl("history", "--verify").ended(0);
    }

    @Test
    @Order(6)
    void aRevokedReleaseIsToldOnceADay() throws Exception {
        channel.keys()
                .publisher(
                        "revoke",
                        "--repository",
                        channel.folder().toString(),
                        "--targets-key",
                        channel.keys().key("targets-1").toString(),
                        "--online-key",
                        channel.keys().key("online-1").toString(),
                        "--reason-pl",
                        "gubi zapisy",
                        "--reason-en",
                        "loses what is saved",
                        "1.1.0");
        assertThat(timer()).isEqualTo(4);
        assertThat(timer()).isEqualTo(4);
        assertThat(mails(5))
                .contains("Subject: bip: 1.1.0, which runs, was revoked", "loses what is saved");
        bulletin.assertServes("1.1.0");
    }

    /** The next night: it is left for a newer one, which dies; that is taken back and held. */
    @Test
    @Order(7)
    void whatFailsIsTakenBackAndNotTriedAgain() throws Exception {
        offer("1.2.0");
        assertThat(timer()).as("one a night").isEqualTo(4);
        moveClock(1);
        assertThat(timer()).isEqualTo(30);
        assertThat(mails(6))
                .contains("Subject: bip: 1.2.0 was not installed (exit code 30)", "BIP-U134");
        bulletin.assertServes("1.1.0");
        assertThat(timer()).isEqualTo(4);
        rightClock();
        assertThat(bulletin.bipctl("status").out()).contains("bipctl unhold", "1.2.0");
        assertThat(machine.run("systemctl", "--failed", "--plain", "--no-legend").out()).isEmpty();
    }
}

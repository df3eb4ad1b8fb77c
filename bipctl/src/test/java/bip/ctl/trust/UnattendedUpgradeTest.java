package bip.ctl.trust;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.command.CommandLines;
import bip.ctl.layout.Layout;
import bip.ctl.layout.OperationLock;
import bip.ctl.support.AtomicFiles;
import bip.ctl.testing.FakeServer;
import bip.ctl.testing.Ports;
import bip.ctl.testing.RecordingConsole;
import bip.ctl.testing.TestRelease;
import bip.ctl.testing.TestToolkit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bipctl upgrade --unattended} on a signed channel, and who is told of it. */
class UnattendedUpgradeTest {

    /** That of a bulletin whose settings name none. */
    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");

    private static final String ALWAYS = "BIPCTL_WINDOW=00:00-24:00";

    private static final Pattern WORD = Pattern.compile("\\s*=\\?UTF-8\\?B\\?([^?]+)\\?=");

    @TempDir Path folder;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private RecordingConsole console = new RecordingConsole();
    private Layout layout;
    private Path mirror;
    private Path mails;
    private RepositorySimulator publisher;

    @BeforeEach
    void install() throws Exception {
        layout = new Layout(folder.resolve("site"));
        mirror = folder.resolve("mirror");
        mails = Files.createDirectory(folder.resolve("mails"));
        publisher = new RepositorySimulator(now);
        Files.createDirectories(layout.serverEnvironment().resolveSibling(""));
        Files.writeString(
                layout.serverEnvironment(), "BIP_LISTEN=127.0.0.1:" + Ports.free() + "\n");
        offer("1.0.0", "well");
        publish();
        Files.write(folder.resolve("root.json"), publisher.publishedAs(Role.ROOT, 1));
        assertThat(run("install", "--yes")).as(said()).isZero();
        mailServer("n=$(ls %1$s | wc -l); cat >%1$s/$n".formatted(mails));
    }

    @AfterEach
    void stop() {
        run("stop");
        publisher.close();
    }

    private void publish() throws IOException {
        Path metadata = Files.createDirectories(mirror.resolve("metadata"));
        for (Role role : Role.values()) {
            Files.write(
                    metadata.resolve(
                            role == Role.TIMESTAMP
                                    ? role.fileName()
                                    : role.fileName(publisher.version(role))),
                    publisher.last(role));
        }
    }

    private void offer(String version, String behaviour) throws IOException {
        Path archive =
                FakeServer.release(version, behaviour)
                        .writeTo(Files.createDirectories(folder.resolve("made")));
        byte[] bytes = Files.readAllBytes(archive);
        var custom = new LinkedHashMap<String, Object>();
        custom.put("product", "bip-server");
        custom.put("version", version);
        custom.put("channel", List.of("stable"));
        var target = new LinkedHashMap<String, Object>();
        target.put("length", bytes.length);
        target.put("hashes", Map.of("sha512", TestRelease.sha512(bytes)));
        target.put("custom", custom);
        String name = archive.getFileName().toString();
        publisher.map(Role.TARGETS, "targets").put(name, target);
        Path targets = Files.createDirectories(mirror.resolve("targets"));
        Files.write(targets.resolve(TestRelease.sha512(bytes) + "." + name), bytes);
        publishTargets();
    }

    private void publishTargets() throws IOException {
        publisher.publish(Role.TARGETS, Role.SNAPSHOT, Role.TIMESTAMP);
        publish();
    }

    private Map<String, Object> custom(String version) {
        return RepositorySimulator.mapIn(
                RepositorySimulator.mapIn(
                        publisher.map(Role.TARGETS, "targets"),
                        "bip-server-" + version + "-linux-x64.tar.gz"),
                "custom");
    }

    private void mends(String version) throws IOException {
        custom(version)
                .put("security", Map.of("severity", "high", "cves", List.of("CVE-2026-1234")));
        publishTargets();
    }

    private void revoke(String version) throws IOException {
        custom(version)
                .put(
                        "revoked",
                        Map.of(
                                "at",
                                now.toString(),
                                "reason",
                                Map.of("pl", "traci zapisy", "en", "loses what is saved")));
        publishTargets();
    }

    private void mailServer(String script) throws IOException {
        Files.createDirectories(layout.sendmail().resolveSibling(""));
        Files.writeString(layout.sendmail(), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(
                layout.sendmail(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void set(String... lines) throws IOException {
        Files.write(layout.toolEnvironment(), List.of(lines));
    }

    private int run(String... words) {
        var all =
                new ArrayList<>(
                        List.of(
                                "--root",
                                layout.root().toString(),
                                "--channel",
                                mirror.toString()));
        all.addAll(Arrays.asList(words));
        console = new RecordingConsole();
        return new CommandLines(new TestToolkit(console, folder.resolve("root.json")))
                .run(all.toArray(String[]::new));
    }

    private int unattended() {
        return run("upgrade", "--unattended");
    }

    private String said() {
        return String.join("\n", console.warnings());
    }

    private String results() {
        return String.join("\n", console.results());
    }

    private String status() {
        run("status");
        return results();
    }

    private List<Path> mails() throws IOException {
        try (Stream<Path> files = Files.list(mails)) {
            return files.sorted().toList();
        }
    }

    /** The subject of mail number {@code number} and then its text. */
    private String mail(int number) throws IOException {
        assertThat(mails()).hasSize(number);
        String text = Files.readString(mails.resolve(Integer.toString(number - 1)));
        String subject = text.replaceFirst("(?s).*\nSubject: (.*)\nDate: .*", "$1");
        String readable =
                WORD.matcher(subject)
                        .replaceAll(it ->
                                new String(
                                        Base64.getDecoder().decode(it.group(1)),
                                        StandardCharsets.UTF_8));
        String body = text.substring(text.indexOf("\n\n") + 2).replace("=\n", "");
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < body.length(); i++) {
            if (body.charAt(i) == '=') {
                bytes.write(Integer.parseInt(body.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(body.charAt(i));
            }
        }
        return readable + "\n" + bytes.toString(StandardCharsets.UTF_8);
    }

    private static String window(int fromHours, int toHours) {
        var form = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
        LocalTime time = LocalTime.now(WARSAW);
        return "BIPCTL_WINDOW="
                + form.format(time.plusHours(fromHours))
                + "-"
                + form.format(time.plusHours(toHours));
    }

    @Test
    void doesNothingUnlessItIsSwitchedOnAndTheWindowIsOpen() throws Exception {
        offer("1.1.0", "well");
        // Nobody is even asked.
        Files.delete(mirror.resolve("metadata/timestamp.json"));
        assertThat(unattended()).as(said()).isZero();
        assertThat(results()).contains("BIPCTL_UNATTENDED");
        assertThat(status()).contains("Upgrades without a person: off");
        set("BIPCTL_UNATTENDED=all", window(6, 9));
        assertThat(unattended()).as(said()).isZero();
        assertThat(results()).contains("poza oknem");
        assertThat(run("upgrade", "--unattended", "--dry-run")).isZero();
        assertThat(results()).contains("outside of the window");
        assertThat(status()).contains("Upgrades without a person: all, ", "none yet");
        assertThat(run("status", "--json")).isZero();
        assertThat(results())
                .contains("\"unattended\":{\"mode\":\"all\",\"window\":\"", "\"last\":null");
        assertThat(mails()).isEmpty();
        assertThat(layout.unattended()).doesNotExist();
        assertThat(run("upgrade", "1.1.0", "--unattended")).isEqualTo(2);
        assertThat(said()).contains("BIP-A103", "--unattended");
        assertThat(run("upgrade", "--unattended", "--unsigned")).isEqualTo(2);
        assertThat(run("upgrade", "--unattended", "--accept-stale")).isEqualTo(2);
    }

    @Test
    void upgradesForSecuritysSakeOnceANightAndTells() throws Exception {
        set("BIPCTL_UNATTENDED=security", ALWAYS, "BIPCTL_MAIL=it@example.org");
        assertThat(unattended()).as(said()).isZero();
        assertThat(mails()).isEmpty();
        offer("1.1.0", "well");
        assertThat(unattended()).as(said()).isZero();
        assertThat(mail(1)).startsWith("bip: wersja 1.1.0 czeka").contains("luki bezpieczeństwa");
        assertThat(unattended()).isZero();
        assertThat(mails()).hasSize(1);
        assertThat(status()).contains("1.1.0 waits");

        mends("1.1.0");
        assertThat(run("upgrade", "--unattended", "--dry-run")).as(said()).isZero();
        assertThat(results()).contains("would begin now", "nothing was changed");
        assertThat(unattended()).as(said()).isZero();
        assertThat(mail(2))
                .startsWith("bip: zainstalowano 1.1.0 o ")
                .contains("z 1.0.0 na 1.1.0", "Kod wyjścia: 0");
        assertThat(Files.readString(mails().getLast())).contains("To: it@example.org\n");
        assertThat(status()).contains("Version 1.1.0", "1.1.0 installed");
        assertThat(run("history")).isZero();
        assertThat(results()).contains("bip-upgrade.timer");
        assertThat(run("status", "--json")).isZero();
        assertThat(results()).contains("\"result\":\"installed\",\"version\":\"1.1.0\"");

        offer("1.1.1", "well");
        mends("1.1.1");
        assertThat(unattended()).isZero();
        assertThat(results()).contains("tej nocy");
        assertThat(mails()).hasSize(2);
        assertThat(status()).contains("Version 1.1.0");
    }

    @Test
    void staysBehindAHoldAPinABlackoutDayAndALock() throws Exception {
        LocalDate today = LocalDate.now(WARSAW);
        offer("1.1.0", "well");
        set(
                "BIPCTL_UNATTENDED=all",
                ALWAYS,
                "BIPCTL_BLACKOUT=" + today + ".." + today.plusDays(1),
                "BIPCTL_MAIL_LANG=en");
        assertThat(unattended()).as(said()).isZero();
        assertThat(mail(1)).startsWith("bip: 1.1.0 waits for you\n").contains("blackout day");
        set("BIPCTL_UNATTENDED=all", ALWAYS);
        assertThat(run("hold", "--reason", "wybory")).isZero();
        assertThat(unattended()).isZero();
        assertThat(mail(2)).contains("wstrzymane", "wybory");
        assertThat(run("unhold")).isZero();
        assertThat(run("pin", "1.0.0")).as(said()).isZero();
        assertThat(unattended()).isZero();
        assertThat(mail(3)).contains("przypięta");
        assertThat(unattended()).isZero();
        assertThat(mails()).hasSize(3);
        assertThat(run("unpin")).isZero();
        try (var lock = OperationLock.acquire(layout, "backup create", now, Map.of())) {
            assertThat(unattended()).isEqualTo(12);
        }
        assertThat(mails()).hasSize(3);
        assertThat(status()).contains("Version 1.0.0");
    }

    @Test
    void whatFailsIsTakenBackToldAndNotTriedAgain() throws Exception {
        offer("1.1.0", "dies");
        set("BIPCTL_UNATTENDED=all", ALWAYS);
        assertThat(unattended()).isEqualTo(30);
        assertThat(mail(1))
                .startsWith("bip: nie zainstalowano 1.1.0 (kod wyjścia 30)")
                .contains("BIP-U134", "Co dalej: ", "Wersja: z 1.0.0 na 1.1.0");
        assertThat(unattended()).isZero();
        // A newer one waits for a person too.
        offer("1.2.0", "well");
        assertThat(unattended()).isZero();
        assertThat(mail(2)).startsWith("bip: wersja 1.2.0 czeka").contains("wstrzymane");
        assertThat(status()).contains("Version 1.0.0");
    }

    @Test
    void aRevokedReleaseIsToldAndLeft() throws Exception {
        set("BIPCTL_UNATTENDED=security", ALWAYS);
        revoke("1.0.0");
        assertThat(unattended()).isEqualTo(4);
        assertThat(mail(1))
                .startsWith("bip: działająca wersja 1.0.0 została odwołana")
                .contains("traci zapisy");
        assertThat(unattended()).isEqualTo(4);
        assertThat(mails()).hasSize(1);
        assertThat(status()).contains("1.0.0 runs and is revoked");
        offer("1.0.1", "well");
        assertThat(unattended()).as(said()).isZero();
        assertThat(mail(2)).contains("zainstalowano 1.0.1", "traci zapisy");
        // One that was revoked before it was taken never comes.
        offer("1.0.2", "well");
        revoke("1.0.2");
        assertThat(unattended()).isZero();
        assertThat(mails()).hasSize(2);
        assertThat(status()).contains("Version 1.0.1");
    }

    @Test
    void whatCannotBeTrustedIsToldOnceADay() throws Exception {
        set("BIPCTL_UNATTENDED=all", ALWAYS);
        offer("1.1.0", "well");
        publisher.expire(Role.TIMESTAMP, now.minus(Duration.ofHours(1)));
        publisher.publish(Role.TIMESTAMP);
        publish();
        assertThat(unattended()).isEqualTo(21);
        assertThat(mail(1)).contains("(BIP-C121)", "timestamp.json", "Stan: ", "Co dalej: ");
        assertThat(unattended()).isEqualTo(21);
        assertThat(mails()).hasSize(1);
        assertThat(status()).contains("Version 1.0.0", "refused (BIP-C121)");
        // Another trouble is another mail.
        set("BIPCTL_UNATTENDED=yes", ALWAYS);
        assertThat(unattended()).isEqualTo(2);
        assertThat(mail(2)).contains("BIP-N100", "BIPCTL_UNATTENDED", "yes");
        assertThat(run("status")).isEqualTo(4);
        assertThat(results()).contains("BIP-N100");
        publisher.expire(Role.TIMESTAMP, now.plus(Duration.ofDays(1)));
        publisher.publish(Role.TIMESTAMP);
        publish();
        set("BIPCTL_UNATTENDED=all", ALWAYS);
        assertThat(unattended()).as(said()).isZero();
        assertThat(mail(3)).contains("zainstalowano 1.1.0");
    }

    @Test
    void anUnsignedReleaseNeverComesByItself() throws Exception {
        set("BIPCTL_UNATTENDED=all", ALWAYS);
        AtomicFiles.deleteTree(layout.trust());
        Files.delete(folder.resolve("root.json"));
        Path archive = FakeServer.release("1.1.0", "well").writeTo(Files.createDirectories(mirror));
        byte[] bytes = Files.readAllBytes(archive);
        Files.writeString(
                mirror.resolve("index.json"),
                ("{\"format\":\"bip-channel/v1\",\"releases\":[{\"version\":\"1.1.0\","
                                + "\"archive\":\"%s\",\"size\":%d,\"sha512\":\"%s\"}]}")
                        .formatted(archive.getFileName(), bytes.length, TestRelease.sha512(bytes)));
        assertThat(unattended()).isEqualTo(13);
        assertThat(mail(1)).contains("BIP-P103");
        assertThat(status()).contains("Version 1.0.0");
    }

    @Test
    void aMailThatNobodyTakesChangesNothingAndIsNotLost() throws Exception {
        set("BIPCTL_UNATTENDED=all", ALWAYS);
        offer("1.1.0", "well");
        mailServer("cat >/dev/null; echo 'queue is full' >&2; exit 75");
        assertThat(unattended()).isZero();
        assertThat(said()).contains("BIP-N102", "queue is full");
        assertThat(run("status")).isEqualTo(4);
        assertThat(results()).contains("Version 1.1.0", "BIP-N102", "75 queue is full");
        Files.delete(layout.sendmail());
        // It is tried again whatever is set meanwhile.
        set("BIPCTL_UNATTENDED=off", "BIPCTL_MAIL=root");
        assertThat(unattended()).isZero();
        assertThat(said()).contains("BIP-N102", layout.sendmail().toString());
        mailServer("cat >%s/0".formatted(mails));
        assertThat(unattended()).isZero();
        assertThat(mail(1)).startsWith("bip: zainstalowano 1.1.0 o ");
        assertThat(status()).doesNotContain("BIP-N102");
    }
}

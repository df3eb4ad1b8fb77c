package bip.ctl.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.BipCtl;
import bip.ctl.testing.ChildJvm;
import bip.ctl.testing.RecordingConsole;
import bip.ctl.testing.TestToolkit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code bipctl logs} as a person or a script uses it. */
@Timeout(60)
class LogsCommandTest {

    private static final String EVENT =
            "2026-03-01T12:00:00.000+01:00 ERROR R1 bip.web.Pages failed\n    at bip.Test\n";

    @TempDir Path root;

    private Path log;
    private RecordingConsole console = new RecordingConsole();

    @BeforeEach
    void makeLog() throws IOException {
        log = root.resolve("var/log/bip/bip.log");
        Files.createDirectories(root.resolve("var/log/bip"));
        Files.writeString(log, EVENT);
    }

    private int run(String... words) {
        console = new RecordingConsole();
        var all = new ArrayList<>(List.of("--root", root.toString()));
        all.addAll(Arrays.asList(words));
        return new CommandLines(new TestToolkit(console)).run(all.toArray(String[]::new));
    }

    @Test
    void printsEventsAsTheyStand() {
        assertThat(run("logs")).isZero();
        assertThat(console.results()).isEqualTo(EVENT.lines().toList());
    }

    @Test
    void printsOneJsonObjectAnEvent() {
        assertThat(run("logs", "--json", "-n", "1", "--level", "warning", "--grep", "bip\\.Test"))
                .isZero();
        assertThat(console.results()).singleElement().asString().contains("\"reference\":\"R1\"");
    }

    @Test
    void helpSaysThatJsonIsOneDocumentALine() {
        assertThat(run("logs", "--help")).isZero();
        assertThat(String.join("\n", console.results())).contains("one JSON document a line");
    }

    @Test
    void printsNothingWhenNothingIsAskedFor() {
        assertThat(run("logs", "--since", "2026-03-02", "--no-rotated")).isZero();
        assertThat(console.results()).isEmpty();
    }

    /** The test's own clock is in UTC, where it was 11:00. */
    @ParameterizedTest
    @CsvSource({
        "2026-03-01 12:00, '', 1",
        "2026-03-01 12:01, '', 0",
        "2026-03-01 20:00, Asia/Tokyo, 1",
        "2026-03-01 20:01, Asia/Tokyo, 0",
        "2026-03-01 12:00, Nowhere/At-all, 1",
        "2026-03-01T11:00:00Z, Asia/Tokyo, 1",
    })
    void readsATimeAsTheLogHasIt(String since, String zone, int events) throws IOException {
        Files.createDirectories(root.resolve("etc/bip"));
        Files.writeString(root.resolve("etc/bip/bip.env"), "BIP_TIME_ZONE=" + zone + "\n");
        assertThat(run("logs", "--json", "--since", since)).isZero();
        assertThat(console.results()).hasSize(events);
    }

    @Test
    void readsTheFileThatTheSettingsName() throws IOException {
        Path other = root.resolve("other.log");
        Files.writeString(other, EVENT.replace("failed", "elsewhere"));
        Files.createDirectories(root.resolve("etc/bip"));
        Files.writeString(root.resolve("etc/bip/bip.env"), "BIP_LOG_FILE=" + other + "\n");
        assertThat(run("logs")).isZero();
        assertThat(console.results().getFirst()).contains("elsewhere");
    }

    @ParameterizedTest
    @CsvSource({
        "--since, jutro, en, BIP-O102, yesterday",
        "--since, jutro, pl, BIP-O102, wczoraj",
        "--level, loud, en, BIP-O103, warn",
        "--level, loud, pl, BIP-O103, Użyj",
        "--grep, [, en, BIP-O104, backslash",
        "--grep, [, pl, BIP-O104, ukośnik",
        "-n, -1, en, BIP-O105, bipctl --root",
        "-n, -1, pl, BIP-O105, Podaj",
    })
    void refusesWhatItDoesNotUnderstand(
            String option, String value, String language, String code, String remedy) {
        assertThat(run("logs", option, value, "--lang", language)).isEqualTo(2);
        assertThat(String.join("\n", console.warnings())).contains(code, value, remedy);
        assertThat(console.results()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"en, There is no log yet", "pl, Nie ma jeszcze logu"})
    void saysThatThereIsNoLogYet(String language, String what) throws IOException {
        Files.delete(log);
        assertThat(run("logs", "--lang", language)).isEqualTo(1);
        assertThat(String.join("\n", console.warnings()))
                .contains("BIP-O100", what, log.toString());
    }

    @ParameterizedTest
    @CsvSource({"logs, en", "logs, pl", "report, en", "report, pl"})
    void needsTheRightsOfRootOnARealMachine(String verb, String language) {
        console = new RecordingConsole();
        int exit = new CommandLines(new TestToolkit(console)).run(verb, "--lang", language);
        assertThat(exit).isEqualTo(15);
        assertThat(String.join("\n", console.warnings()))
                .contains("BIP-S131", "sudo bipctl " + verb);
    }

    @ParameterizedTest
    @CsvSource({"en, may not read", "pl, nie może czytać"})
    void saysThatTheLogMayNotBeRead(String language, String what) throws Exception {
        Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("---------"));
        // Root may read everything, unless it runs without that capability.
        var command = new ArrayList<String>();
        if (Files.isReadable(log)) {
            command.addAll(
                    List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"));
        }
        command.addAll(bipctl("logs", "--lang", language));
        var process = new ProcessBuilder(command).start();
        String said = new String(process.getErrorStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(15);
        assertThat(said).contains("BIP-O101", what, "sudo bipctl");
    }

    @Test
    void endsWith130OnCtrlC() throws Exception {
        var process = new ProcessBuilder(bipctl("logs", "-f")).start();
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            assertThat(out.readLine()).endsWith("failed");
            assertThat(out.readLine()).endsWith("at bip.Test");
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(130);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void endsQuietlyWhenItsReaderGoesAway() throws Exception {
        var process = new ProcessBuilder(bipctl("logs", "-f")).start();
        try {
            var out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
            assertThat(out.readLine()).endsWith("failed");
            out.close();
            for (int i = 0; i < 300 && process.isAlive(); i++) {
                Files.writeString(log, EVENT, StandardOpenOption.APPEND);
                // The next event is what shows it that nobody reads.
                process.waitFor(100, TimeUnit.MILLISECONDS);
            }
            assertThat(process.isAlive()).isFalse();
            assertThat(process.exitValue()).isZero();
            assertThat(process.getErrorStream().readAllBytes()).isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }

    /** As in {@code bipctl logs -f -n 1 | head -1}, while nothing happens on the site. */
    @Test
    void endsWhenItsReaderGoesAwayAlthoughNothingIsWritten() throws Exception {
        var process = new ProcessBuilder(bipctl("logs", "-f", "-n", "1")).start();
        try {
            var out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
            assertThat(out.readLine()).endsWith("failed");
            out.close();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(process.getErrorStream().readAllBytes()).isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }

    private List<String> bipctl(String... words) {
        var all = new ArrayList<>(List.of("--root", root.toString()));
        all.addAll(Arrays.asList(words));
        return ChildJvm.command(
                BipCtl.class,
                List.of("--enable-native-access=ALL-UNNAMED"),
                all.toArray(String[]::new));
    }
}

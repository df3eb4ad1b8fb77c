package bip.ctl.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.testing.RecordingConsole;
import bip.ctl.testing.TestToolkit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code bipctl report} over an installation whose log holds what must not leave it. */
class ReportCommandTest {

    private static final String DSN = "https://0123456789abcdef@o77.errors.example/4711";

    /** Every one of them stands in the log or the settings; none may stand in the report. */
    private static final List<String> SEEDED =
            List.of(
                    DSN,
                    "0123456789abcdef",
                    "9f8e7d6c5b4a",
                    "anna.nowak@poczta.example",
                    "44051401359",
                    "440514-01359",
                    "PL61109010140000071219812874",
                    "61 1090 1014 0000 0712 1981 2874",
                    "Tajne-Haslo-9",
                    "Inne hasło",
                    "203.0.113.77");

    @TempDir Path folder;

    private Path root;
    private Path archive;
    private RecordingConsole console = new RecordingConsole();

    @BeforeEach
    void seed() throws IOException {
        root = folder.resolve("site");
        archive = folder.resolve("report.zip");
        Files.createDirectories(root.resolve("var/log/bip"));
        Files.createDirectories(root.resolve("etc/bip"));
        Files.writeString(
                root.resolve("etc/bip/bip.env"),
                "# dla anna.nowak@poczta.example\nBIP_LISTEN=127.0.0.1:1\nSENTRY_DSN="
                        + DSN
                        + "\n");
        Files.writeString(root.resolve("var/log/bip/bip.log"), log());
    }

    private static String log() {
        String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        return String.join(
                        "\n",
                        now + " INFO  - bip.server.BipServer reports errors to " + DSN,
                        now + " INFO  R1 bip.web.Pages GET /strona/kontakt 200 in 12 ms",
                        now + " WARN  R2 bip.web.Access Cookie: bip_session=9f8e7d6c5b4a; x=1",
                        now + " WARN  R2 bip.web.Access from 203.0.113.77 session=9f8e7d6c5b4a",
                        now
                                + " ERROR R3 bip.editor.Form refused login=anna.nowak@poczta.example"
                                + "&password=Tajne-Haslo-9&next=/panel",
                        "    java.lang.IllegalArgumentException: hasło: Inne hasło",
                        "        at bip.editor.Form.check(Form.java:12)",
                        now + " ERROR R4 bip.editor.Text PESEL 44051401359, 440514-01359",
                        now + " ERROR R4 bip.editor.Text na konto PL61109010140000071219812874",
                        now + " ERROR R4 bip.editor.Text lub 61 1090 1014 0000 0712 1981 2874",
                        now + " INFO  R5 bip.web.Pages NIP 525-000-10-90 tel. 22 523 28 84")
                + "\n";
    }

    private int run(RecordingConsole with, String... words) {
        console = with;
        var all = new ArrayList<>(List.of("--root", root.toString(), "report"));
        all.addAll(Arrays.asList(words));
        return new CommandLines(new TestToolkit(console)).run(all.toArray(String[]::new));
    }

    private int run(String... words) {
        return run(new RecordingConsole(), words);
    }

    private Map<String, String> saved() throws IOException {
        var members = new LinkedHashMap<String, String>();
        try (var zip = new ZipInputStream(Files.newInputStream(archive))) {
            var entry = zip.getNextEntry();
            while (entry != null) {
                members.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
                entry = zip.getNextEntry();
            }
        }
        return members;
    }

    @Test
    void holdsNoneOfTheSecretsAndPersonalDataOfTheLog() throws IOException {
        assertThat(run("--yes", "--output", archive.toString())).isZero();
        Map<String, String> members = saved();
        assertThat(members.getOrDefault("bip-report/log.txt", "").lines()).hasSize(11);
        members.forEach((name, text) -> assertThat(text).as(name).doesNotContain(SEEDED));
    }

    @Test
    void keepsWhatIsHarmlessAndNeeded() throws IOException {
        assertThat(run("--yes", "--output", archive.toString())).isZero();
        Map<String, String> members = saved();
        assertThat(members.keySet())
                .containsExactly(
                        "bip-report/README.txt",
                        "bip-report/versions.txt",
                        "bip-report/status.txt",
                        "bip-report/releases.txt",
                        "bip-report/operations.txt",
                        "bip-report/configuration.txt",
                        "bip-report/disk.txt",
                        "bip-report/log.txt");
        assertThat(members.getOrDefault("bip-report/log.txt", ""))
                .contains(
                        "GET /strona/kontakt 200 in 12 ms",
                        "login=[e-mail-1]",
                        "&next=/panel",
                        "at bip.editor.Form.check(Form.java:12)",
                        "NIP 525-000-10-90 tel. 22 523 28 84");
        assertThat(members.get("bip-report/configuration.txt"))
                .contains("BIP_LISTEN=127.0.0.1:1", "SENTRY_DSN=[secret]");
        assertThat(members.get("bip-report/versions.txt"))
                .contains("bipctl: 1.2.0", "not installed");
        assertThat(members.get("bip-report/status.txt")).contains("health: no answer");
    }

    @Test
    void isReadableForItsMakerAlone() throws IOException {
        assertThat(run("--yes", "--output", archive.toString())).isZero();
        assertThat(Files.getPosixFilePermissions(archive))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(console.results()).containsExactly(archive.toString());
    }

    @Test
    void showsEverythingBeforeItIsSaved() throws IOException {
        assertThat(run(new RecordingConsole().answering(true), "--output", archive.toString()))
                .isZero();
        String shown = String.join("\n", console.results());
        for (String text : saved().values()) {
            assertThat(shown).contains(text.stripTrailing());
        }
        assertThat(console.questions()).singleElement().asString().contains(archive.toString());
        assertThat(console.notices()).anyMatch(it -> it.endsWith("B  log.txt"));
    }

    @Test
    void savesNothingWithoutConsent() {
        assertThat(run(new RecordingConsole().answering(false), "--output", archive.toString()))
                .isEqualTo(1);
        assertThat(archive).doesNotExist();
        assertThat(run("--output", archive.toString())).isEqualTo(14);
        assertThat(archive).doesNotExist();
        assertThat(run("--show")).isZero();
        assertThat(folder).isDirectoryNotContaining("glob:**.zip");
    }

    @Test
    void takesTheLogAroundAReference() throws IOException {
        Files.writeString(root.resolve("var/log/bip/bip.log"), log().repeat(30));
        assertThat(run("--yes", "--reference", "none", "--output", archive.toString())).isZero();
        assertThat(saved().getOrDefault("bip-report/log.txt", ""))
                .contains("no event with reference none");
        Files.delete(archive);
        Files.writeString(
                root.resolve("var/log/bip/bip.log"),
                log().repeat(30) + log().replace(" R3 ", " the-one ") + log().repeat(30));
        assertThat(run("--yes", "--reference", "the-one", "--output", archive.toString())).isZero();
        String log = saved().getOrDefault("bip-report/log.txt", "");
        assertThat(log.lines().filter(it -> it.contains(" the-one "))).hasSize(1);
        assertThat(log.lines().filter(it -> !it.startsWith(" "))).hasSize(41);
    }

    @Test
    void saysInItsPlaceWhatCannotBeHad() throws IOException {
        Files.delete(root.resolve("var/log/bip/bip.log"));
        assertThat(run("--yes", "--output", archive.toString())).isZero();
        assertThat(saved().getOrDefault("bip-report/log.txt", ""))
                .contains("cannot be had", "BIP-O100");
    }

    @ParameterizedTest
    @CsvSource({"en, There is a file", "pl, już istnieje"})
    void leavesAFileThatIsThereAsItIs(String language, String what) throws IOException {
        Files.writeString(archive, "mine");
        assertThat(run("--yes", "--lang", language, "--output", archive.toString())).isEqualTo(1);
        assertThat(String.join("\n", console.warnings())).contains("BIP-D100", what);
        assertThat(archive).hasContent("mine");
    }

    @ParameterizedTest
    @CsvSource({"en, cannot be written", "pl, Nie można zapisać"})
    void saysThatItCannotBeWritten(String language, String what) {
        String missing = folder.resolve("missing/report.zip").toString();
        assertThat(run("--yes", "--lang", language, "--output", missing)).isEqualTo(15);
        assertThat(String.join("\n", console.warnings())).contains("BIP-D101", what, missing);
    }
}

package bip.ctl.drill;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.aot.AotCaches;
import bip.ctl.backup.BackupReason;
import bip.ctl.backup.BackupRecord.SeenPage;
import bip.ctl.backup.BackupRepository;
import bip.ctl.backup.BackupSource;
import bip.ctl.backup.Recipient;
import bip.ctl.layout.InstallationFolders;
import bip.ctl.layout.Layout;
import bip.ctl.rehearsal.Rehearsal;
import bip.ctl.release.InstalledRelease;
import bip.ctl.release.ReleaseStore;
import bip.ctl.support.Failures;
import bip.ctl.support.Messages;
import bip.ctl.support.Phrase;
import bip.ctl.testing.FakeProgram;
import bip.ctl.testing.FakeRunner;
import bip.ctl.testing.TestRelease;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A backup is proved to restore, or it is said why not, and the site is not touched. */
class DrillTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-03-01T02:30:00Z"), ZoneOffset.UTC);

    private static final List<SeenPage> PAGES =
            Stream.of("/", "/strona/statut", "/strona/uchwala")
                    .map(it -> new SeenPage(it, 200, it))
                    .toList();

    @TempDir Path folder;

    private Layout layout;
    private ReleaseStore store;
    private BackupRepository repository;
    private String attachment = "";

    @BeforeEach
    void make() throws Exception {
        layout = new Layout(folder.resolve("root"));
        InstallationFolders.ensure(layout);
        store = new ReleaseStore(layout);
        repository = BackupRepository.openOrMake(folder.resolve("backups"));
        byte[] content = "a letter".getBytes(StandardCharsets.UTF_8);
        attachment = TestRelease.sha256(content);
        Path shelf = layout.serverState().resolve("attachments/" + attachment.substring(0, 2));
        Files.createDirectories(shelf);
        Files.write(shelf.resolve(attachment), content);
    }

    private InstalledRelease release(String behaviour) throws IOException {
        return store.unpack(
                new TestRelease("1.0.0").file("lib/behaviour", behaviour).writeTo(folder), _ -> {});
    }

    /** Of two words, as many as it says or not. */
    private void backUp(InstalledRelease release, Map<String, Long> rows, List<SeenPage> pages)
            throws Exception {
        Path database = Files.writeString(folder.resolve("copy.db"), "1\nstatut uchwala\n");
        repository.create(
                BackupReason.DAILY,
                new BackupSource(
                        release,
                        database,
                        1,
                        rows,
                        layout.serverState().resolve("attachments"),
                        Map.of(),
                        pages),
                Recipient.NOBODY,
                CLOCK,
                _ -> {});
    }

    private final List<String> parts = new ArrayList<>();

    /** Whatever comes of it, all is as it was. */
    private DrillReport drill() throws Exception {
        List<String> before = tree();
        DrillReport report = run();
        assertThat(tree()).isEqualTo(before);
        return report;
    }

    private DrillReport run() throws Exception {
        var program = new FakeProgram();
        return new Drill(
                        layout,
                        store,
                        program,
                        new Rehearsal(
                                layout,
                                program,
                                new FakeRunner(),
                                new AotCaches(layout),
                                () -> Duration.ofSeconds(10)),
                        CLOCK)
                .run(repository.reader("newest"), parts::add);
    }

    private List<String> tree() throws IOException {
        try (var walk = Files.walk(layout.root())) {
            return walk.map(Path::toString).sorted().toList();
        }
    }

    private static String said(DrillReport report) {
        var failures = new Failures(new Messages(Locale.ENGLISH));
        return report.failures().stream().map(failures::text).collect(Collectors.joining("\n"));
    }

    @Test
    void proves() throws Exception {
        backUp(release("well"), Map.of("word", 2L), PAGES);
        DrillReport report = drill();
        assertThat(report.isGood()).as(said(report)).isTrue();
        assertThat(report.backup()).isEqualTo(repository.get("newest"));
        assertThat(report.ended()).isEqualTo(CLOCK.instant());
        assertThat(List.of(report.rows(), report.attachments())).containsExactly(2L, 1L);
        assertThat(List.of(report.tables(), report.pages())).containsExactly(1, 3);
        assertThat(parts).containsExactly("release", "data", "inspect", "serve");
        assertThat(store.list()).hasSize(1);
    }

    @Test
    void needsNothingOfTheMachine() throws Exception {
        InstalledRelease release = release("well");
        backUp(release, Map.of("word", 2L), PAGES);
        store.remove(release);
        DrillReport report = drill();
        assertThat(report.isGood()).as(said(report)).isTrue();
        assertThat(store.list()).isEmpty();
    }

    @Test
    void removesWhatADrillLeftThatWasKilled() throws Exception {
        backUp(release("well"), Map.of("word", 2L), PAGES);
        List<String> before = tree();
        Path left = Files.createDirectories(layout.serverState().resolve(".drill/attachments"));
        Files.writeString(left.resolveSibling("bip.db"), "1\nolder\n");
        Files.createSymbolicLink(left.resolve("ab"), folder);
        DrillReport report = run();
        assertThat(report.isGood()).as(said(report)).isTrue();
        assertThat(tree()).isEqualTo(before);
        assertThat(repository.folder()).exists();
    }

    @Test
    void pagesThatNobodySawAreFound() throws Exception {
        backUp(release("well"), Map.of(), List.of());
        DrillReport report = drill();
        assertThat(report.isGood()).as(said(report)).isTrue();
        assertThat(report.pages()).isGreaterThanOrEqualTo(3);
        assertThat(List.of(report.rows(), (long) report.tables())).containsExactly(0L, 0L);
    }

    /** A release from before the question cannot look; the rest is proved. */
    @Test
    void anOldReleaseIsComparedLess() throws Exception {
        backUp(release("cannot-inspect"), Map.of(), PAGES);
        DrillReport report = drill();
        assertThat(report.isGood()).as(said(report)).isTrue();
        assertThat(report.rows()).isZero();
    }

    @Test
    void aContentThatIsMissingIsNamed() throws Exception {
        backUp(release("well"), Map.of("word", 2L), PAGES);
        Files.delete(
                repository
                        .folder()
                        .resolve("objects/" + attachment.substring(0, 2) + "/" + attachment));
        DrillReport report = drill();
        assertThat(report.isGood()).isFalse();
        assertThat(said(report)).contains(attachment);
    }

    @Test
    void aTableWithFewerRowsIsNamed() throws Exception {
        backUp(release("well"), Map.of("word", 3L, "gone", 4L), PAGES);
        DrillReport report = drill();
        assertThat(report.isGood()).isFalse();
        assertThat(report.failures()).hasSize(2);
        assertThat(said(report)).contains("word", "2", "3", "gone", "4");
    }

    @Test
    void aPageThatIsMissingIsNamed() throws Exception {
        backUp(
                release("well"),
                Map.of("word", 2L),
                List.of(new SeenPage("/", 200, "/"), new SeenPage("/strona/gone", 200, "Gone")));
        DrillReport report = drill();
        assertThat(report.isGood()).isFalse();
        assertThat(said(report)).contains("/strona/gone: 200 -> 404");
    }

    @ParameterizedTest
    @CsvSource({
        "finds-damage, Page 3: broken",
        "trial-loses-page, /strona/uchwala: 200 -> 404",
        "trial-retitles, /strona/statut: 200 -> 200",
        "trial-dies, 1.0.0"
    })
    void whatTheReleaseDoesOtherwiseIsNamed(String behaviour, String named) throws Exception {
        backUp(release(behaviour), Map.of("word", 2L), PAGES);
        DrillReport report = drill();
        assertThat(report.isGood()).isFalse();
        assertThat(said(report)).contains(named);
    }

    @Test
    void leavesCertificates() throws Exception {
        var certificates = new Certificates(repository.certificates());
        assertThat(certificates.list()).isEmpty();
        assertThat(certificates.findGood()).isEmpty();
        backUp(release("well"), Map.of("word", 2L), PAGES);
        var good = drill();
        ZoneId zone = ZoneId.of("Europe/Warsaw");
        Path text = certificates.write(good, "bip-1", zone);
        assertThat(text).hasFileName("20260301T023000Z.txt");
        assertThat(text)
                .content()
                .contains(
                        "ZAŚWIADCZENIE O PRÓBNYM ODTWORZENIU",
                        "Maszyna: bip-1",
                        "01.03.2026, 03:30:00 +01:00",
                        good.backup().id(),
                        "KOPIA ODTWARZA SIĘ",
                        good.backup().databaseSha256(),
                        "§ 18")
                .doesNotContain("Nieprawidłowości");
        assertThat(text.resolveSibling("20260301T023000Z.json"))
                .content()
                .contains("\"format\":\"bip-drill/v1\"", "\"restores\":true", "\"rows\":2");
        assertThat(certificates.findGood())
                .hasValueSatisfying(it -> {
                    assertThat(it.text()).isEqualTo(text);
                    assertThat(it.backup()).isEqualTo(good.backup().id());
                });

        var bad =
                new DrillReport(
                        good.backup(),
                        CLOCK.instant().plusSeconds(60),
                        Duration.ofSeconds(5),
                        0,
                        0,
                        0,
                        0,
                        List.of(Phrase.of("drill.rows", "page", 1, 2)));
        assertThat(certificates.write(bad, "bip-1", zone))
                .content()
                .contains("KOPIA NIE ODTWARZA SIĘ", "Nieprawidłowości:\n  - tabela page");
        Files.writeString(repository.certificates().resolve("20270101T000000Z.json"), "{}");
        assertThat(certificates.list())
                .extracting(Certificates.Certificate::isGood)
                .containsExactly(false, true);
        assertThat(certificates.findGood().orElseThrow().text()).isEqualTo(text);
        assertThat(repository.verify(null, _ -> {})).isEmpty();
    }
}

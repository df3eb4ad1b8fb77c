package bip.server;

import static org.assertj.core.api.Assertions.assertThat;

import bip.server.export.ExportCommand;
import bip.server.maintenance.ExitStatus;
import bip.server.maintenance.Maintenance;
import bip.server.maintenance.Workplace;
import bip.server.testing.DemoBulletin;
import bip.server.testing.ImportedBulletin;
import bip.server.testing.MigratedDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code bip-server export DIR} over the imported bulletin (R60). */
class ExportTest {
    private static final String SITE = "https://bip.przykladowo.example";
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    /** The whole bulletin takes long to export: once for all that look at what came of it. */
    @TempDir private static Path shared;

    private static Path exported;
    private static Map<String, String> before;
    private static Run whole;

    @TempDir private Path folder;
    private Path data;

    /** How the program ended, and what it printed. */
    private record Run(int exitCode, String out, String err) {}

    @BeforeAll
    static void export() throws IOException {
        Path bulletin = ImportedBulletin.in(shared);
        before = DemoBulletin.digests(bulletin);
        exported = shared.resolve("kopia biuletynu");
        whole = run(bulletin, exported);
        assertThat(whole.exitCode()).as(whole.err()).isZero();
    }

    @BeforeEach
    void makeABulletin() throws IOException {
        data = ImportedBulletin.in(folder);
    }

    @Test
    void writesAFolderWhereEveryLinkLeadsToAFile() throws Exception {
        Path copy = exported;

        assertThat(DemoBulletin.digests(shared.resolve("data"))).isEqualTo(before);
        Set<String> files = files(copy);
        Set<String> folded = new TreeSet<>();
        files.forEach(file -> folded.add(file.toLowerCase(Locale.ROOT)));
        assertThat(folded).hasSameSizeAs(files);
        assertThat(files)
                .contains(
                        "index.html",
                        "en/index.html",
                        "static/bip.css",
                        "zmiany.html",
                        "en/zmiany.html",
                        "zmiany.csv",
                        "metadata.json",
                        "api.html")
                .allMatch(file -> !file.matches(".*[:*?\"<>|\\\\].*"));
        int links = 0;
        List<String> broken = new ArrayList<>();
        for (String file : files) {
            if (file.endsWith(".html")) {
                links += walk(copy, file, broken);
            }
        }
        assertThat(broken).isEmpty();
        assertThat(links).isGreaterThan(5_000);
        assertThat(files.stream().filter(file -> file.startsWith("strona/")))
                .hasSizeBetween(156, 2_000);
        assertThat(
                        files.stream()
                                .filter(file -> file.matches("(attachment|zalacznik)/.*"))
                                .map(file -> file.substring(file.lastIndexOf('/')))
                                .distinct())
                .hasSize(23);
    }

    @Test
    void tellsOfItselfAndHoldsTheWholeRegister() throws Exception {
        Path copy = exported;
        JsonNode metadata =
                new JsonMapper().readTree(Files.readString(copy.resolve("metadata.json")));
        assertThat(metadata.get("format").asString()).isEqualTo("bip-export/v1");
        assertThat(metadata.get("office").asString()).isEqualTo("Urząd Gminy Przykładowo");
        assertThat(metadata.get("bulletin").asString()).isEqualTo(SITE);
        assertThat(metadata.get("exportedAt").asString()).isEqualTo(NOW.toString());
        assertThat(metadata.get("pages").asInt() + metadata.get("files").asInt() + 1)
                .isEqualTo(files(copy).size());
        assertThat(new JsonMapper().readTree(whole.out())).isEqualTo(metadata);
        String rows = Files.readString(copy.resolve("zmiany.csv"));
        assertThat(rows.lines().filter(line -> line.matches("[0-9]+,[0-9]{4}-.*")).count())
                .isEqualTo(
                        Long.parseLong(
                                DemoBulletin.query(
                                                shared.resolve("data/bip.db"),
                                                "SELECT count(*) FROM change_entry")
                                        .getFirst()));
        Document home = Jsoup.parse(Files.readString(copy.resolve("index.html")));
        assertThat(home.select("form")).isEmpty();
    }

    /** A copy outlives what it shows: who opens it years later must see so on every page. */
    @Test
    void saysOnEveryPageOfWhenItIsAndOfWhichAddress() throws Exception {
        for (String file : files(exported)) {
            if (file.endsWith(".html")) {
                Document page = Jsoup.parse(Files.readString(exported.resolve(file)));
                assertThat(page.select(".note").text())
                        .as(file)
                        .contains(
                                file.startsWith("en/")
                                        ? "This is a copy of the bulletin %s made on 26 November 2026 at 11:00:"
                                                .formatted(SITE)
                                        : "To jest kopia biuletynu %s z dnia 26 listopada 2026, godz. 11:00:"
                                                .formatted(SITE));
            }
        }
        assertThat(whole.err()).isEmpty();
    }

    @Test
    void holdsTheEnglishHomeOnce() throws Exception {
        assertThat(files(exported)).filteredOn(file -> file.startsWith("en/index")).hasSize(1);
        Document home = Jsoup.parse(Files.readString(exported.resolve("index.html")));
        assertThat(home.select("a[lang=en]").eachAttr("href")).containsExactly("en/index.html");
    }

    @Test
    void takesTheAddressFromTheCommandLine() throws Exception {
        emptyTheDatabase();
        Path copy = folder.resolve("kopia");

        Run run = run(Map.of(), data, "--base-url=https://bip.inny.example/", copy.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("\"bulletin\":\"https://bip.inny.example\"");
        assertThat(Files.readString(copy.resolve("index.html")))
                .contains("To jest kopia biuletynu https://bip.inny.example z dnia");
        Run unfit = run(Map.of(), data, "--base-url=inny", folder.resolve("x").toString());
        assertThat(unfit.exitCode()).isEqualTo(ExitStatus.MISFIT.code());
    }

    @Test
    void warnsWhereItCannotTellTheAddress() throws Exception {
        emptyTheDatabase();
        Path copy = folder.resolve("kopia");

        Run run = run(Map.of(), data, copy.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err())
                .contains("adres biuletynu nie jest ustawiony", "address is not set")
                .contains("--base-url=https://");
        assertThat(Files.readString(copy.resolve("index.html")))
                .contains("To jest kopia biuletynu z dnia 26 listopada 2026, godz. 11:00:");
        // All that the site map would name, had it an address to name it by.
        assertThat(files(copy)).contains("mapa.html", "en/wylaczenia.html");
    }

    @Test
    void saysWhyAFolderCannotBeMade() throws Exception {
        Run run = run(data, Path.of("/proc/kopia"));

        assertThat(run.exitCode()).isEqualTo(ExitStatus.FAILED.code());
        assertThat(run.err())
                .contains("nie można utworzyć katalogu /proc/kopia: ", "niczego nie zapisano")
                .contains("cannot make the folder /proc/kopia: ", "nothing was written")
                .doesNotContain("Exception", ".part");
    }

    @Test
    void isNoFile() throws Exception {
        Path file = Files.writeString(folder.resolve("plik"), "moje");

        for (Path target : List.of(file, file.resolve("kopia"))) {
            Run run = run(data, target);
            assertThat(run.exitCode()).isEqualTo(ExitStatus.FAILED.code());
            assertThat(run.err())
                    .contains(file + " to plik", file + " is a file")
                    .doesNotContain("nie jest pusty", "Exception");
        }
        assertThat(file).hasContent("moje");
    }

    @Test
    void saysInBothLanguagesThatThereIsNoDatabase() throws Exception {
        Run run = run(Map.of(), data, "--database=/nope", folder.resolve("kopia").toString());

        assertThat(run.exitCode()).isEqualTo(ExitStatus.FAILED.code());
        List<String> lines = run.err().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst())
                .contains("nie ma bazy danych /nope", "--database")
                .doesNotContain("there is no");
        assertThat(lines.getLast()).contains("there is no database /nope", "nothing was done");
        assertThat(beside()).containsExactly("data", "source");
    }

    @Test
    void leavesAFolderWithSomethingInItAlone() throws Exception {
        Path copy = Files.createDirectory(folder.resolve("kopia"));
        Files.writeString(copy.resolve("moje.txt"), "moje");

        Run run = run(data, copy);

        assertThat(run.exitCode()).isEqualTo(ExitStatus.FAILED.code());
        assertThat(run.err()).contains("nie jest pusty", "is not empty");
        assertThat(files(copy)).containsExactly("moje.txt");
        assertThat(beside()).containsExactly("data", "kopia", "source");
    }

    @Test
    void fillsAnEmptyFolder() throws Exception {
        Path copy = Files.createDirectory(folder.resolve("kopia"));
        emptyTheDatabase();

        Run run = run(data, copy);

        assertThat(run.exitCode()).as(run.err()).isZero();

        assertThat(files(copy)).contains("index.html");
        assertThat(beside()).containsExactly("data", "kopia", "source");
    }

    @Test
    void leavesNothingWhenItFails() throws Exception {
        DemoBulletin.execute(data.resolve("bip.db"), "ALTER TABLE exclusion RENAME TO elsewhere");

        Run run = run(data, folder.resolve("kopia"));

        assertThat(run.exitCode()).isEqualTo(ExitStatus.FAILED.code());
        assertThat(run.err()).contains("500");
        assertThat(beside()).containsExactly("data", "source");
    }

    /** Looks at every link of a page; returns how many it has. */
    private static int walk(Path copy, String file, List<String> broken) throws IOException {
        Document page = Jsoup.parse(Files.readString(copy.resolve(file)));
        int links = 0;
        for (Element element : page.select("[href],[src],[action]")) {
            String link =
                    element.hasAttr("href")
                            ? element.attr("href")
                            : element.attr("src") + element.attr("action");
            links++;
            boolean isWritten = element.closest(".prose") != null;
            if (link.matches("(https?|mailto|tel):.*")) {
                boolean isKnown =
                        isWritten
                                || !link.startsWith("http")
                                || link.startsWith("https://www.gov.pl/");
                if (!isKnown) {
                    broken.add(file + ": leads away to " + link);
                }
            } else if (!link.startsWith("#") && !isThere(copy, file, link)) {
                broken.add(file + ": " + link);
            }
        }
        return links;
    }

    private static boolean isThere(Path copy, String file, String link) {
        URI base = copy.resolve(file).toUri();
        URI target = base.resolve(link);
        String path =
                URLDecoder.decode(target.getRawPath().replace("+", "%2B"), StandardCharsets.UTF_8);
        return !link.startsWith("/")
                && target.getRawQuery() == null
                && Path.of(path).startsWith(copy)
                && Files.isRegularFile(Path.of(path));
    }

    private void emptyTheDatabase() throws IOException {
        Files.delete(data.resolve("bip.db"));
        MigratedDatabase.at(data.resolve("bip.db"));
    }

    private static Run run(Path data, Path target) {
        return run(Map.of("BIP_BASE_URL", SITE), data, target.toString());
    }

    private static Run run(Map<String, String> more, Path data, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        Map<String, String> environment = new HashMap<>(more);
        environment.put("BIP_DATA_DIR", data.toString());
        var workplace =
                new Workplace(
                        environment,
                        Map.of(),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Clock.fixed(NOW, ZoneOffset.UTC));
        int exitCode =
                new Maintenance(workplace, ServerSettings::read, _ -> ExitStatus.FAILED)
                        .add(() -> ExportCommand.of(workplace, StillSite.opener(workplace)))
                        .run(
                                Stream.concat(Stream.of("export"), Stream.of(arguments))
                                        .toArray(String[]::new));
        return new Run(
                exitCode,
                out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8));
    }

    private Set<String> beside() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            Set<String> names = new TreeSet<>();
            entries.forEach(entry -> names.add(entry.getFileName().toString()));
            return names;
        }
    }

    private static Set<String> files(Path copy) throws IOException {
        try (Stream<Path> all = Files.walk(copy)) {
            Set<String> names = new TreeSet<>();
            all.filter(Files::isRegularFile)
                    .forEach(file -> names.add(copy.relativize(file).toString()));
            return names;
        }
    }
}

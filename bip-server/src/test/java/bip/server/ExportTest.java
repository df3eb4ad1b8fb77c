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
        assertThat(files.stream().filter(file -> file.startsWith("attachment/"))).hasSize(23);
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
        assertThat(new JsonMapper().readTree(whole.out()))
                .isEqualTo(metadata);
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
        assertThat(home.text()).contains("To jest kopia biuletynu");
        assertThat(Jsoup.parse(Files.readString(copy.resolve("en/index.html"))).text())
                .contains("This is a copy of the bulletin");
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
        Files.delete(data.resolve("bip.db"));
        MigratedDatabase.at(data.resolve("bip.db"));

        Run run = run(data, copy);

        assertThat(run.exitCode()).as(run.err()).isZero();

        assertThat(files(copy)).contains("index.html");
        assertThat(beside()).containsExactly("data", "kopia", "source");
    }

    @Test
    void leavesNothingWhenItFails() throws Exception {
        DemoBulletin.execute(data.resolve("bip.db"), "ALTER TABLE label RENAME TO elsewhere");

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

    private static Run run(Path data, Path target) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var environment = Map.of("BIP_DATA_DIR", data.toString(), "BIP_BASE_URL", SITE);
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
                        .run("export", target.toString());
        return new Run(
                exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
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

package bip.server;

import static org.assertj.core.api.Assertions.assertThat;

import bip.server.export.ExportCommand;
import bip.server.maintenance.ExitStatus;
import bip.server.maintenance.Maintenance;
import bip.server.maintenance.Workplace;
import bip.server.testing.DemoBulletin;
import bip.server.testing.ImportedBulletin;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code bip-server export DIR} over the imported bulletin (R60). */
class ExportTest {
    private static final String SITE = "https://bip.przykladowo.example";
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir private Path folder;
    private Path data;

    @BeforeEach
    void makeABulletin() throws IOException {
        data = ImportedBulletin.in(folder);
        environment.put("BIP_DATA_DIR", data.toString());
        environment.put("BIP_BASE_URL", SITE);
    }

    @Test
    void writesAFolderWhereEveryLinkLeadsToAFile() throws Exception {
        Map<String, String> before = DemoBulletin.digests(data);
        Path copy = folder.resolve("kopia biuletynu");

        assertThat(run(copy.toString())).as(said()).isZero();

        assertThat(DemoBulletin.digests(data)).isEqualTo(before);
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
        Path copy = folder.resolve("kopia");

        assertThat(run(copy.toString())).as(said()).isZero();

        JsonNode metadata =
                new JsonMapper().readTree(Files.readString(copy.resolve("metadata.json")));
        assertThat(metadata.get("format").asString()).isEqualTo("bip-export/v1");
        assertThat(metadata.get("office").asString()).isEqualTo("Urząd Gminy Przykładowo");
        assertThat(metadata.get("bulletin").asString()).isEqualTo(SITE);
        assertThat(metadata.get("exportedAt").asString()).isEqualTo(NOW.toString());
        assertThat(metadata.get("pages").asInt() + metadata.get("files").asInt() + 1)
                .isEqualTo(files(copy).size());
        assertThat(new JsonMapper().readTree(out.toString(StandardCharsets.UTF_8)))
                .isEqualTo(metadata);
        String rows = Files.readString(copy.resolve("zmiany.csv"));
        assertThat(rows.lines().filter(line -> line.matches("[0-9]+,[0-9]{4}-.*")).count())
                .isEqualTo(
                        Long.parseLong(
                                DemoBulletin.query(
                                                data.resolve("bip.db"),
                                                "SELECT count(*) FROM change_entry")
                                        .getFirst()));
        Document home = Jsoup.parse(Files.readString(copy.resolve("index.html")));
        assertThat(home.select("form")).isEmpty();
    }

    /** A copy outlives what it shows: who opens it years later must see so on every page. */
    @Test
    void saysOnEveryPageOfWhenItIsAndOfWhichAddress() throws Exception {
        Path copy = folder.resolve("kopia");

        assertThat(run("--base-url=https://bip.inny.example/", copy.toString()))
                .as(said())
                .isZero();

        assertThat(said()).isEmpty();
        for (String file : files(copy)) {
            if (file.endsWith(".html")) {
                assertThat(Jsoup.parse(Files.readString(copy.resolve(file))).select(".note").text())
                        .as(file)
                        .contains(
                                file.startsWith("en/")
                                        ? "This is a copy of the bulletin https://bip.inny.example"
                                                + " made on 26 November 2026 at 11:00:"
                                        : "To jest kopia biuletynu https://bip.inny.example z dnia"
                                                + " 26 listopada 2026, godz. 11:00:");
            }
        }
        assertThat(Files.readString(copy.resolve("metadata.json")))
                .contains("\"bulletin\" : \"https://bip.inny.example\"", NOW.toString());
    }

    @Test
    void warnsWhereItCannotTellTheAddress() throws Exception {
        environment.remove("BIP_BASE_URL");
        Path copy = folder.resolve("kopia");

        assertThat(run(copy.toString())).as(said()).isZero();

        assertThat(said())
                .contains("adres biuletynu nie jest ustawiony", "address is not set")
                .contains("--base-url=https://");
        assertThat(Files.readString(copy.resolve("index.html")))
                .contains("To jest kopia biuletynu z dnia 26 listopada 2026, godz. 11:00:");
        assertThat(files(copy).stream().filter(file -> file.startsWith("strona/")))
                .hasSizeGreaterThan(155);
    }

    @Test
    void holdsTheEnglishHomeOnce() throws Exception {
        Path copy = folder.resolve("kopia");

        assertThat(run(copy.toString())).as(said()).isZero();

        assertThat(files(copy)).filteredOn(file -> file.startsWith("en/index")).hasSize(1);
        assertThat(Jsoup.parse(Files.readString(copy.resolve("index.html"))).select("a[lang=en]"))
                .hasSize(1)
                .allMatch(link -> link.attr("href").equals("en/index.html"));
    }

    @Test
    void saysWhyAFolderCannotBeMade() throws Exception {
        assertThat(run("/proc/kopia")).isEqualTo(ExitStatus.FAILED.code());

        assertThat(said())
                .contains("nie można utworzyć katalogu /proc/kopia: ", "niczego nie zapisano")
                .contains("cannot make the folder /proc/kopia: ", "nothing was written")
                .doesNotContain("Exception", ".part");
    }

    @Test
    void isNoFile() throws Exception {
        Path file = Files.writeString(folder.resolve("plik"), "moje");

        assertThat(run(file.toString())).isEqualTo(ExitStatus.FAILED.code());
        assertThat(said())
                .contains(file + " to plik", file + " is a file")
                .doesNotContain("nie jest pusty");
        err.reset();

        assertThat(run(file.resolve("kopia").toString())).isEqualTo(ExitStatus.FAILED.code());
        assertThat(said()).contains(file + " to plik", file + " is a file");
        assertThat(file).hasContent("moje");
    }

    @Test
    void saysInBothLanguagesThatThereIsNoDatabase() throws Exception {
        assertThat(run("--database=/nope", folder.resolve("kopia").toString()))
                .isEqualTo(ExitStatus.FAILED.code());

        assertThat(said().lines())
                .hasSize(2)
                .first()
                .asString()
                .contains("nie ma bazy danych /nope", "--database")
                .doesNotContain("there is no");
        assertThat(said()).contains("there is no database /nope", "nothing was done");
        assertThat(beside()).containsExactly("data", "source");
    }

    @Test
    void leavesAFolderWithSomethingInItAlone() throws Exception {
        Path copy = Files.createDirectory(folder.resolve("kopia"));
        Files.writeString(copy.resolve("moje.txt"), "moje");

        assertThat(run(copy.toString())).isEqualTo(ExitStatus.FAILED.code());

        assertThat(said()).contains("nie jest pusty", "is not empty");
        assertThat(files(copy)).containsExactly("moje.txt");
        assertThat(beside()).containsExactly("data", "kopia", "source");
    }

    @Test
    void fillsAnEmptyFolder() throws Exception {
        Path copy = Files.createDirectory(folder.resolve("kopia"));

        assertThat(run(copy.toString())).as(said()).isZero();

        assertThat(files(copy)).contains("index.html");
        assertThat(beside()).containsExactly("data", "kopia", "source");
    }

    @Test
    void leavesNothingWhenItFails() throws Exception {
        DemoBulletin.execute(data.resolve("bip.db"), "ALTER TABLE label RENAME TO elsewhere");

        assertThat(run(folder.resolve("kopia").toString())).isEqualTo(ExitStatus.FAILED.code());

        assertThat(said()).contains("500");
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

    private int run(String... arguments) {
        var workplace =
                new Workplace(
                        environment,
                        Map.of(),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Clock.fixed(NOW, ZoneOffset.UTC));
        return new Maintenance(workplace, ServerSettings::read, _ -> ExitStatus.FAILED)
                .add(() -> ExportCommand.of(workplace, StillSite.opener(workplace)))
                .run(
                        Stream.concat(Stream.of("export"), Stream.of(arguments))
                                .toArray(String[]::new));
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
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

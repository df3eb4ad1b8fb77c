package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import bip.packaging.PageKind.Language;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.assertj.core.api.SoftAssertions;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What programs that others wrote read in this bulletin: its feeds, its interface for programs, and
 * the copy of it for a USB stick (R24, R59, R61).
 */
@Tag("pages")
class OutsideReadersIT {
    private static final String API = "/api/v1";

    @TempDir static Path folder;
    private static ShownBulletin bulletin;

    @BeforeAll
    static void serve() throws Exception {
        // The link checker becomes nobody, who has to come in.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        bulletin = ShownBulletin.serveWithAddress(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        bulletin.close();
    }

    @Test
    void everyFeedIsAtom() throws Exception {
        Set<String> feeds = feeds();
        Set<String> links = new TreeSet<>();
        int entries = 0;
        var softly = new SoftAssertions();
        for (String feed : feeds) {
            Site.Answer answer = bulletin.site().get(feed);
            softly.assertThat(answer.status()).as(feed).isEqualTo(200);
            softly.assertThat(answer.mediaType()).as(feed).isEqualTo("application/atom+xml");
            softly.assertThat(FeedReaders.errors(answer.text())).as(feed).isEmpty();
            FeedReaders.Read read = FeedReaders.read(answer.text());
            softly.assertThat(read.selves())
                    .as("where it says that it is")
                    .containsExactly(bulletin.site().address(feed).toString());
            softly.assertThat(read.title()).as(feed).isNotBlank();
            softly.assertThat(read.ids()).as(feed).doesNotHaveDuplicates();
            softly.assertThat(read.contents()).as(feed).allMatch(it -> it == 1);
            links.addAll(read.links());
            entries += read.ids().size();
        }
        String site = bulletin.site().address("").toString();
        for (String link : links) {
            softly.assertThat(link).startsWith(site + "/");
            softly.assertThat(bulletin.site().get(link.substring(site.length())).status())
                    .as(link)
                    .isIn(200, 410);
        }
        System.out.printf(
                "feeds: %d with %d entries and %d addresses%n",
                feeds.size(), entries, links.size());
        assertThat(feeds.size()).isGreaterThan(20);
        assertThat(entries).isGreaterThan(500);
        softly.assertAll();
    }

    /** All that pages lead to, and all that the filters of the register make. */
    private static Set<String> feeds() throws IOException {
        Set<String> feeds = new TreeSet<>();
        for (Language language : Language.values()) {
            for (PageKind kind : bulletin.kinds()) {
                document(kind.path(language))
                        .select("[type=application/atom+xml], a[href*=.atom]")
                        .eachAttr("href")
                        .forEach(feeds::add);
            }
            PageKind register = PageKind.of("changes", "/zmiany");
            for (Element field : document(register.path(language)).select("form select")) {
                for (Element option : field.select("option[value]:not([value=''])")) {
                    String query = "?" + field.attr("name") + "=" + option.attr("value");
                    Document page = document(register.path(language) + query);
                    feeds.addAll(page.select("main [href*=.atom]").eachAttr("href"));
                }
            }
            feeds.add(PageKind.of("", "/zmiany.atom?od=2026-02-03&do=2026-02-03").path(language));
            feeds.add(PageKind.of("", "/zmiany.atom?od=1999-01-01&do=1999-01-02").path(language));
        }
        return feeds;
    }

    private static Document document(String path) throws IOException {
        return Jsoup.parse(bulletin.site().get(path).text());
    }

    @Test
    void theDescriptionIsOpenApi() throws Exception {
        Path file = folder.resolve("openapi.json");
        Files.write(file, bulletin.site().get(API + "/openapi.json").body());
        assertThat(OpenApiReaders.faults(file)).isEmpty();
    }

    @Test
    void everyAnswerOfTheInterfaceIsAsDescribed() throws Exception {
        var readers = new OpenApiReaders(bulletin.site().get(API + "/openapi.json").text());
        var softly = new SoftAssertions();
        for (ApiWalk.Step step : ApiWalk.of(bulletin.site())) {
            softly.assertThat(readers.faults(step.template(), step.answer()))
                    .as(step.path())
                    .isEmpty();
        }
        System.out.println("interface: " + new TreeMap<>(readers.seen()));
        // The imported office is known.
        softly.assertThat(readers.described())
                .filteredOn(operation -> !operation.equals("GET /office 404"))
                .isSubsetOf(readers.seen().keySet());
        softly.assertAll();
    }

    @Test
    void theCatalogueIsDcatAp() throws Exception {
        Site site = bulletin.site();
        String base = site.address("").toString();
        Site.Answer json = site.get(API + "/catalog.jsonld");
        Site.Answer xml = site.get(API + "/catalog.rdf");
        Graph graph = CatalogueReaders.read(json.text(), Lang.JSONLD11, base + API + "/x");
        assertThat(graph.isIsomorphicWith(CatalogueReaders.read(xml.text(), Lang.RDFXML, base)))
                .as("the same in both forms")
                .isTrue();
        assertThat(CatalogueReaders.faults(graph)).isEmpty();
        System.out.printf("catalogue: %d statements%n", graph.size());
        assertThat(graph.size()).isGreaterThan(150);
        List<String> addresses = CatalogueReaders.addresses(graph);
        assertThat(addresses).hasSizeGreaterThan(10).allMatch(it -> it.startsWith(base + "/"));
        for (String address : addresses) {
            assertThat(site.get(address.substring(base.length())).status())
                    .as(address)
                    .isEqualTo(200);
        }
    }

    @Test
    void theCopyHasNoBrokenLink() throws Exception {
        Path copy = folder.resolve("copy");
        Site site = bulletin.site();
        var command = new ArrayList<>(site.serverCommand());
        command.addAll(List.of("export", copy.toString()));
        site.run(command, Map.of("BIP_BASE_URL", site.address("").toString())).ended(0);

        LinkChecker.Said said = LinkChecker.follow(copy.resolve("index.html"));
        System.out.println("copy: " + said.links() + " links");
        said.assertSound();
        assertThat(said.links()).isGreaterThan(2_000);
    }

    @Test
    void theReadersFindWhatIsWrong() throws Exception {
        String feed = bulletin.site().get("/zmiany.atom").text();
        assertThat(FeedReaders.errors(feed.replaceFirst("<updated>[^<]*</updated>", "")))
                .anyMatch(it -> it.contains("updated"));
        assertThat(FeedReaders.errors(feed.replaceFirst("Z</updated>", "</updated>x")))
                .isNotEmpty();

        String description = bulletin.site().get(API + "/openapi.json").text();
        Path file = folder.resolve("bad.json");
        Files.writeString(
                file, description.replaceFirst("\"in\"\\s*:\\s*\"path\"", "\"in\": \"p\""));
        assertThat(OpenApiReaders.faults(file)).contains("\"valid\": false");

        Site.Answer office = bulletin.site().get(API + "/office");
        String wrong = office.text().replaceFirst("\"nip\":\"[^\"]*\"", "\"nip\":7");
        assertThat(
                        new OpenApiReaders(description)
                                .faults(
                                        "/office",
                                        new Site.Answer(
                                                200,
                                                office.headers(),
                                                wrong.getBytes(StandardCharsets.UTF_8))))
                .isNotEmpty();

        String catalogue = bulletin.site().get(API + "/catalog.rdf").text();
        String maimed = catalogue.replaceFirst("<dct:publisher>", "<dct:creator>");
        assertThat(
                        CatalogueReaders.faults(
                                CatalogueReaders.read(
                                        maimed.replaceFirst("</dct:publisher>", "</dct:creator>"),
                                        Lang.RDFXML,
                                        "http://x.example/")))
                .singleElement()
                .asString()
                .contains("publisher");

        Path bad = Files.createDirectories(folder.resolve("bad")).resolve("index.html");
        Files.writeString(
                bad, "<!DOCTYPE html><title>x</title><a href='#no'>a</a><a href='no.html'>b</a>");
        LinkChecker.Said said = LinkChecker.follow(bad);
        assertThat(said.warnings()).isEqualTo(1);
        assertThat(said.errors()).isEqualTo(1);
    }
}

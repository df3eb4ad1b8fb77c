package bip.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import bip.server.testing.DemoBulletin;
import bip.server.testing.ImportedBulletin;
import bip.server.testing.RawHttp;
import bip.server.testing.TestServer;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The catalogue of registers for portals of open data, and the CSV of each register (R61). */
class PublicCatalogueTest {
    private static final String SITE = "https://bip.przykladowo.example";

    @TempDir private static Path folder;
    private static Path data;
    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        data = ImportedBulletin.in(folder);
        DemoBulletin.execute(
                data.resolve("bip.db"),
                "INSERT INTO glossary_term VALUES ('=RIO', 'Regionalna Izba, \"Obrachunkowa\"')",
                """
                INSERT INTO exclusion (page_id, scope, legal_basis, excluded_by, in_interest_of,
                                       entered_at, entered_by)
                SELECT id, '=imię', 'art. 5 ust. 2', 'Wójt', NULL,
                       '2026-01-01T00:00:00.000000Z', created_by
                FROM page WHERE state <> 'withdrawn' ORDER BY id LIMIT 1\
                """,
                """
                INSERT INTO exclusion (page_id, scope, legal_basis, excluded_by, in_interest_of,
                                       entered_at, entered_by)
                SELECT id, 'adres', 'art. 5 ust. 2', 'Wójt', 'osoby',
                       '2026-01-02T00:00:00.000000Z', created_by
                FROM page WHERE state = 'withdrawn' ORDER BY id LIMIT 1\
                """);
        server = TestServer.startOn(data, Map.of("BIP_BASE_URL", SITE));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void tellsOfEveryRegisterWithItsFormsInBothLanguages() throws Exception {
        JsonNode catalogue = catalogue();

        assertThat(catalogue.get("@type").asString()).isEqualTo("dcat:Catalog");
        assertThat(catalogue.get("dct:publisher").get(0).get("foaf:name").get(0).asString())
                .isEqualTo("Urząd Gminy Przykładowo");
        assertThat(catalogue.get("dct:title"))
                .extracting(title -> title.get("@language").asString())
                .containsExactly("pl", "en");
        assertThat(catalogue.get("dcat:dataset")).hasSize(5);
        for (JsonNode set : catalogue.get("dcat:dataset")) {
            assertThat(set.get("dct:title")).hasSize(2);
            assertThat(set.get("dct:description")).hasSize(2);
            assertThat(set.get("dcat:distribution"))
                    .as("CSV of every register")
                    .anyMatch(form ->
                            form.get("dcat:mediaType")
                                    .get(0)
                                    .get("@id")
                                    .asString()
                                    .endsWith("/text/csv"));
        }
    }

    @Test
    void leadsToDocumentsOfTheTypesThatItNames() throws Exception {
        List<String> forms = new ArrayList<>();
        for (JsonNode set : catalogue().get("dcat:dataset")) {
            assertThat(get(path(set.get("dcat:landingPage").get(0))).status()).isEqualTo(200);
            for (JsonNode form : set.get("dcat:distribution")) {
                String path = path(form.get("dcat:downloadURL").get(0));
                RawHttp.Answer answer = get(path);
                assertThat(answer.status()).as(path).isEqualTo(200);
                assertThat(form.get("dcat:mediaType").get(0).get("@id").asString())
                        .endsWith(
                                "/"
                                        + answer.header("Content-Type")
                                                .orElseThrow()
                                                .replaceAll(";.*", ""));
                forms.add(path);
            }
        }
        assertThat(forms).hasSize(8).doesNotHaveDuplicates();
    }

    @Test
    void saysTheSameInXml() throws Exception {
        RawHttp.Answer answer = get("/api/v1/catalog.rdf");
        assertThat(answer.header("Content-Type").orElseThrow()).startsWith("application/rdf+xml");
        Document xml = Jsoup.parse(answer.text(), "", Parser.xmlParser());
        var addresses = new ArrayList<String>();
        catalogue()
                .get("dcat:dataset")
                .forEach(set ->
                        set.get("dcat:distribution")
                                .forEach(form ->
                                        addresses.add(
                                                form.get("dcat:accessURL")
                                                        .get(0)
                                                        .get("@id")
                                                        .asString())));
        assertThat(xml.select("dcat|accessURL").eachAttr("rdf:resource")).isEqualTo(addresses);
    }

    @Test
    void listsEveryReadablePageAsCsv() throws Exception {
        List<String> lines = csv("/mapa.csv").lines().toList();
        assertThat(lines.getFirst())
                .isEqualTo("numer,tytul,adres,dzial,stan,wersja,opublikowano,zmieniono");
        assertThat(lines)
                .filteredOn(line -> line.contains("," + SITE + "/strona/"))
                .hasSize(
                        Integer.parseInt(
                                DemoBulletin.query(
                                                data.resolve("bip.db"),
                                                "SELECT count(*) FROM page WHERE state <>"
                                                        + " 'withdrawn'")
                                        .getFirst()));
        assertThat(csv("/en/mapa.csv")).contains("," + SITE + "/en/strona/");
    }

    @Test
    void listsExclusionsAndTermsAsCsvThatRunsNothing() throws Exception {
        assertThat(csv("/wylaczenia.csv"))
                .startsWith("tytul,adres,zakres,podstawa,kto_wylaczyl,w_interesie,wpisano\r\n")
                .contains(",,adres,art. 5 ust. 2,Wójt,osoby,2026-01-02T00:00:00Z\r\n")
                .containsPattern(
                        "," + SITE + "/strona/[^,]+,'=imię,art\\. 5 ust\\. 2,Wójt,,2026-01-01T");
        assertThat(csv("/slownik.csv"))
                .startsWith("skrot,rozwiniecie\r\n")
                .contains("\r\n'=RIO,\"Regionalna Izba, \"\"Obrachunkowa\"\"\"\r\n");
        assertThat(Jsoup.parse(get("/api").text()).select("main a[href$=.csv]").eachAttr("href"))
                .contains("/mapa.csv", "/wylaczenia.csv", "/slownik.csv", "/statystyka.csv");
    }

    private static JsonNode catalogue() throws Exception {
        RawHttp.Answer answer = get("/api/v1/catalog.jsonld");
        assertThat(answer.header("Content-Type").orElseThrow()).startsWith("application/ld+json");
        return new JsonMapper().readTree(answer.text());
    }

    /** Without the transfer's own coding, which lists of any length have. */
    private static String csv(String path) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
        try (InputStream in = address.toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String path(JsonNode link) {
        String address = link.get("@id").asString();
        assertThat(address).startsWith(SITE + "/");
        return address.substring(SITE.length());
    }

    private static RawHttp.Answer get(String path) throws Exception {
        return server.get(path);
    }
}

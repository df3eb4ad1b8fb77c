package bip.server.changeregister;

import static org.assertj.core.api.Assertions.assertThat;

import bip.server.database.Snapshots;
import bip.server.testing.DemoBulletin;
import bip.server.testing.ImportedBulletin;
import bip.server.testing.RawHttp;
import bip.server.testing.TestServer;
import bip.server.text.PathSegment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The register of changes with its filters and feeds (R24, R61), over the imported bulletin. */
class PublicChangesTest {

    private static final String SITE = "https://bip.przykladowo.example";

    @TempDir private static Path folder;
    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        Path data = ImportedBulletin.in(folder);
        DemoBulletin.execute(
                data.resolve("bip.db"),
                """
                INSERT INTO section (id, parent_id, position, slug, title, title_en, basis, duty,
                                     fixed)
                VALUES (901, NULL, 901, 'test-akty', 'Akty', 'Acts', '', 'optional', 0),
                       (902, 901, 1, 'test-uchwaly', 'Uchwały', 'Resolutions', '', 'optional', 0)\
                """,
                """
                INSERT INTO section_address (slug, section_id, since)
                VALUES ('test-dawne-akty', 901, '2019-01-01T00:00:00.000000Z')\
                """,
                "UPDATE page SET section_id = 901 WHERE id = 2",
                "UPDATE page SET section_id = 902 WHERE id = 3",
                """
                INSERT INTO change_entry (page_id, changed_at, kind, reason, account_id, revision)
                SELECT 2, '2026-01-31T22:59:59.000000Z', 'renamed', '=HYPERLINK("http://zly.example")',
                       min(id), 1 FROM account\
                """,
                """
                INSERT INTO change_entry (page_id, changed_at, kind, reason, account_id, revision)
                SELECT 3, '2026-01-31T23:00:00.000000Z', 'moved', 'a, "b" i' || char(10) || 'c <d> & ' || char(1),
                       min(id), NULL FROM account\
                """);
        server = TestServer.startOn(data, Map.of("BIP_BASE_URL", SITE));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void filtersByDaysOfTheOffice() throws Exception {
        assertThat(reasons("/zmiany?od=2026-02-01")).singleElement().asString().startsWith("a, ");
        assertThat(reasons("/zmiany?od=2026-01-31&do=2026-01-31"))
                .singleElement()
                .asString()
                .startsWith("=HYPERLINK");
        assertThat(read("/zmiany?od=2030-01-01").expectFirst(".note").text())
                .isEqualTo("Żadna zmiana nie odpowiada tym filtrom.");
    }

    @Test
    void filtersBySectionWithThoseInItAndByItsFormerAddress() throws Exception {
        List<String> both = titles("/zmiany?dzial=test-akty");

        assertThat(both).isEqualTo(titles("/zmiany?dzial=test-dawne-akty"));
        assertThat(new HashSet<>(both)).hasSize(2);
        assertThat(new HashSet<>(titles("/zmiany?dzial=test-uchwaly"))).hasSize(1);
        assertThat(both.size())
                .isEqualTo(
                        Integer.parseInt(
                                query(
                                                "SELECT count(*) FROM change_entry"
                                                        + " WHERE page_id IN (2, 3)")
                                        .getFirst()));
    }

    @Test
    void filtersByKindAndPersonAndLinksTheVersion() throws Exception {
        Document renamed = read("/zmiany?rodzaj=renamed");

        assertThat(renamed.select(".register li")).hasSize(1);
        assertThat(renamed.select(".register-who a").attr("href"))
                .isEqualTo(renamed.select(".register-title a").attr("href") + "/wersja/1");
        assertThat(renamed.select("select[name=rodzaj] option[selected]").val())
                .isEqualTo("renamed");
        for (String login :
                query(
                        "SELECT DISTINCT login FROM account JOIN change_entry c"
                                + " ON c.account_id = account.id")) {
            assertThat(
                            read("/zmiany?kto=" + PathSegment.encode(login))
                                    .select(".register-login")
                                    .eachText())
                    .isNotEmpty()
                    .containsOnly(login);
        }
    }

    @Test
    void keepsTheFiltersThroughThePieces() throws Exception {
        int wanted =
                Integer.parseInt(
                        query("SELECT count(*) FROM change_entry WHERE kind = 'created'")
                                .getFirst());
        Set<String> seen = new HashSet<>();
        List<String> walked = new ArrayList<>();
        String address = "/zmiany?rodzaj=created";
        int entries = 0;
        while (!address.isEmpty()) {
            assertThat(seen.add(address)).as(address).isTrue();
            walked.add(address);
            Document piece = read(address);
            entries += piece.select(".register li").size();
            assertThat(piece.select("select[name=rodzaj] option[selected]").val())
                    .isEqualTo("created");
            address = piece.select(".paging a[rel=next]").attr("href");
        }
        assertThat(entries).isEqualTo(wanted).isGreaterThan(25);

        String back = walked.getLast();
        for (int piece = walked.size() - 2; piece >= 0; piece--) {
            back = read(back).select(".paging a[rel=prev]").attr("href");
            assertThat(back).isEqualTo(walked.get(piece));
        }
        assertThat(titles("/zmiany?rodzaj=created&p=2")).isEqualTo(titles(walked.get(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "od=wczoraj",
                "od=2026-02-30",
                "do=0000-01-01",
                "do=9999-12-31",
                "od=2026-02-02&do=2026-02-01",
                "dzial=nie-ma",
                "kto=nikt%22%3E%3Cscript%3E",
                "rodzaj=CREATED",
            })
    void saysWhatIsWrongWithAFilterAndKeepsTheForm(String query) throws Exception {
        RawHttp.Answer answer = server.get("/zmiany?" + query);
        Document page = Jsoup.parse(answer.text());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(page.select(".filters .notice-bad li")).hasSize(1);
        assertThat(page.select("script")).isEmpty();
        String problem = page.select(".filters .notice-bad li").text();
        for (String feed : List.of("atom", "csv")) {
            RawHttp.Answer told = server.get("/zmiany." + feed + "?" + query);
            assertThat(told.status()).isEqualTo(400);
            assertThat(told.header("Content-Type")).contains("text/plain; charset=utf-8");
            assertThat(told.text().strip()).isEqualTo(problem);
        }
        RawHttp.Answer told = server.get("/zmiany.json?" + query);
        assertThat(told.status()).isEqualTo(400);
        assertThat(told.header("Content-Type")).contains("application/problem+json; charset=utf-8");
        assertThat(new JsonMapper().readTree(told.text()).get("detail").asString())
                .isEqualTo(problem);
    }

    @Test
    void pageAndJsonAgreeThatNothingIsBeforeTheOldestEntry() throws Exception {
        String oldest =
                query("SELECT id FROM change_entry ORDER BY changed_at, id LIMIT 1").getFirst();
        for (String before : List.of(oldest, "999999", "x", "0")) {
            RawHttp.Answer json = server.get("/zmiany.json?przed=" + before);
            assertThat(server.get("/zmiany?przed=" + before).status()).isEqualTo(404);
            assertThat(json.status()).isEqualTo(404);
            assertThat(json.header("Content-Type"))
                    .contains("application/problem+json; charset=utf-8");
        }
        String second =
                query("SELECT id FROM change_entry ORDER BY changed_at, id LIMIT 1 OFFSET 1")
                        .getFirst();
        assertThat(
                        new JsonMapper()
                                .readTree(server.get("/zmiany.json?przed=" + second).text())
                                .get("entries"))
                .hasSize(1);
        assertThat(server.get("/zmiany?przed=" + second).status()).isEqualTo(200);
    }

    @Test
    void csvIsInOneLanguage() throws Exception {
        String polish = text(server.get("/zmiany.csv"));
        String english = text(server.get("/en/zmiany.csv"));

        assertThat(polish)
                .contains(",utworzenie,", ",zmiana adresu,", ",tak,", ",nie,")
                .doesNotContain(",created,", ",renamed,");
        assertThat(english)
                .startsWith("number,time (UTC),kind,title,withdrawn,address,version,reason,who\r\n")
                .contains(",created,", ",address changed,", ",yes,", ",no,")
                .doesNotContain(",tak,", ",nie,");
    }

    @Test
    void speaksEnglish() throws Exception {
        Document page = read("/en/zmiany?rodzaj=renamed");

        assertThat(page.expectFirst("h1").text()).isEqualTo("Register of changes");
        assertThat(page.text()).doesNotContain("??");
        assertThat(page.select(".register-title a").attr("href")).startsWith("/en/strona/");
        assertThat(page.select(".register-title a").attr("lang")).isEqualTo("pl");
        assertThat(page.select(".register strong").text()).isEqualTo("address changed");
    }

    @Test
    void isAPlausibleFeedAlsoWithoutEntries() throws Exception {
        Document all = Jsoup.parse(server.get("/zmiany.atom").text(), "", Parser.xmlParser());
        String none = server.get("/en/zmiany.atom?od=1999-01-01&do=1999-01-02").text();
        Document feed = Jsoup.parse(none, "", Parser.xmlParser());

        assertThat(feed.select("entry")).isEmpty();
        assertThat(feed.select("feed > updated").text())
                .isEqualTo(all.select("feed > updated").text());
        assertThat(feed.expectFirst("feed").attr("xml:lang")).isEqualTo("en");
        assertThat(all.expectFirst("feed").attr("xml:lang")).isEqualTo("pl");
    }

    @Test
    void isAnAtomFeedOfTheLastFifty() throws Exception {
        RawHttp.Answer answer = server.get("/zmiany.atom");
        Document feed = Jsoup.parse(answer.text(), "", Parser.xmlParser());

        assertThat(answer.header("Content-Type")).contains("application/atom+xml; charset=utf-8");
        assertThat(feed.select("feed > id").text()).startsWith("urn:uuid:");
        assertThat(feed.select("feed > title").text()).contains("Urząd Gminy Przykładowo");
        assertThat(feed.select("feed > author > name").text()).isEqualTo("Urząd Gminy Przykładowo");
        assertThat(feed.select("feed > link[rel=self]").attr("href"))
                .isEqualTo(SITE + "/zmiany.atom");
        assertThat(feed.select("feed > link[rel=alternate]").attr("href"))
                .isEqualTo(SITE + "/zmiany");
        assertThat(feed.select("entry")).hasSize(50);
        assertThat(feed.select("id").eachText()).doesNotHaveDuplicates();
        for (Element entry : feed.select("entry")) {
            assertThat(entry.select("> title").text()).isNotBlank();
            assertThat(entry.select("> author > name").text()).isNotBlank();
            assertThat(entry.select("> content[type=text]")).hasSize(1);
            assertThat(OffsetDateTime.parse(entry.select("> updated").text())).isNotNull();
        }
        assertThat(feed.select("feed > updated").text())
                .isEqualTo(feed.select("entry > updated").getFirst().text());
        assertThat(feed.select("entry > content").getFirst().wholeText())
                .isEqualTo("a, \"b\" i\nc <d> & ");
        assertThat(
                        javax.xml.parsers.DocumentBuilderFactory.newInstance()
                                .newDocumentBuilder()
                                .parse(new java.io.ByteArrayInputStream(answer.body()))
                                .getDocumentElement()
                                .getNodeName())
                .isEqualTo("feed");
    }

    /** Else every reader takes all of it for new on the day when the bulletin gets its address. */
    @Test
    void theFeedKeepsItsIdsWhenTheAddressOfTheBulletinIsSet() throws Exception {
        Path copy = Files.createDirectory(folder.resolve("unnamed"));
        Snapshots.take(server.database(), copy.resolve("bip.db"), false);
        try (TestServer unnamed = TestServer.startOn(copy, Map.of())) {
            for (String feed : List.of("/zmiany.atom", "/en/zmiany.atom?od=2020-01-01")) {
                assertThat(idsOf(unnamed.get(feed))).isEqualTo(idsOf(server.get(feed)));
            }
            assertThat(idsOf(unnamed.get("/zmiany.atom")).getFirst())
                    .isNotEqualTo(idsOf(unnamed.get("/en/zmiany.atom")).getFirst());
        }
    }

    private static List<String> idsOf(RawHttp.Answer feed) {
        Document atom = Jsoup.parse(feed.text(), "", Parser.xmlParser());
        assertThat(atom.select("entry")).isNotEmpty();
        return atom.select("id").eachText();
    }

    @Test
    void isJsonInPieces() throws Exception {
        var mapper = new JsonMapper();
        String address = "/zmiany.json";
        Set<Long> ids = new HashSet<>();
        while (true) {
            JsonNode piece = mapper.readTree(server.get(address).text());
            assertThat(piece.get("format").asString()).isEqualTo("bip-changes/v1");
            for (JsonNode entry : piece.get("entries")) {
                assertThat(ids.add(entry.get("id").asLong())).isTrue();
                assertThat(Instant.parse(entry.get("at").asString())).isNotNull();
                assertThat(entry.get("withdrawn").asBoolean())
                        .isEqualTo(entry.get("address").isNull());
            }
            if (piece.get("next").isNull()) {
                break;
            }
            address = piece.get("next").asString().substring(SITE.length());
        }
        assertThat(ids)
                .hasSize(Integer.parseInt(query("SELECT count(*) FROM change_entry").getFirst()));
    }

    @Test
    void isCsvOfAllAndNoFormula() throws Exception {
        RawHttp.Answer answer = server.get("/zmiany.csv");
        String text = text(answer);

        assertThat(answer.header("Content-Type")).contains("text/csv; charset=utf-8");
        assertThat(answer.header("Content-Disposition").orElseThrow()).contains("zmiany.csv");
        assertThat(text)
                .startsWith("numer,czas (UTC),rodzaj,tytul,wycofana,adres,wersja,powod,kto\r\n")
                .contains(",\"'=HYPERLINK(\"\"http://zly.example\"\")\",")
                .contains("\"a, \"\"b\"\" i\nc <d> & ");
        assertThat(text.lines().filter(line -> line.matches("[0-9]+,[0-9]{4}-.*")).count())
                .isEqualTo(Long.parseLong(query("SELECT count(*) FROM change_entry").getFirst()));
        assertThat(text.split("\r\n", -1))
                .allSatisfy(line -> assertThat(line).doesNotContain(",=", ",+", ",@"));
    }

    private static String text(RawHttp.Answer answer) {
        return new String(chunks(answer), java.nio.charset.StandardCharsets.UTF_8);
    }

    /** The body without its transfer coding. */
    static byte[] chunks(RawHttp.Answer answer) {
        if (!answer.header("Transfer-Encoding").orElse("").equals("chunked")) {
            return answer.body();
        }
        var whole = new java.io.ByteArrayOutputStream();
        byte[] body = answer.body();
        int at = 0;
        while (at < body.length) {
            int end = at;
            while (body[end] != '\r') {
                end++;
            }
            int size =
                    Integer.parseInt(
                            new String(
                                    body, at, end - at, java.nio.charset.StandardCharsets.US_ASCII),
                            16);
            whole.write(body, end + 2, size);
            at = end + 2 + size + 2;
        }
        return whole.toByteArray();
    }

    private static List<String> reasons(String address) throws IOException {
        return read(address).select(".register-what strong + span").eachText().stream()
                .map(reason -> reason.replaceFirst("^: ", ""))
                .toList();
    }

    private static List<String> titles(String address) throws IOException {
        return read(address).select(".register-title").eachText();
    }

    private static Document read(String address) throws IOException {
        RawHttp.Answer answer = server.get(address);
        assertThat(answer.status()).as(address).isEqualTo(200);
        return Jsoup.parse(answer.text());
    }

    private static List<String> query(String sql) throws Exception {
        return DemoBulletin.query(server.database(), sql);
    }
}

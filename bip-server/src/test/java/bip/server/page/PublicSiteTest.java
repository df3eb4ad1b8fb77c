package bip.server.page;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import bip.server.attachment.AttachmentStore;
import bip.server.database.Database;
import bip.server.legacyimport.LegacyImport;
import bip.server.testing.DemoBulletin;
import bip.server.testing.KnownPages;
import bip.server.testing.MigratedDatabase;
import bip.server.testing.RawHttp;
import bip.server.testing.TestServer;
import bip.server.text.PathSegment;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What citizens get of the imported bulletin, over HTTP. */
class PublicSiteTest {

    private static final String LOST =
            "0000000000000000000000000000000000000000000000000000000000000000.pdf";
    private static final Path LEGACY = DemoBulletin.FOLDER.resolve("instance/attachments");

    @TempDir private static Path folder;
    private static Path source;
    private static TestServer server;

    @BeforeAll
    static void importAndStart() throws IOException {
        source = DemoBulletin.copyTo(folder.resolve("source"));
        Path data = Files.createDirectory(folder.resolve("data"));
        try (Database database = Database.open(MigratedDatabase.at(data.resolve("bip.db")))) {
            new LegacyImport(database, data.resolve("attachments")).run(source, false);
        }
        server =
                TestServer.startOn(data, Map.of("BIP_BASE_URL", "https://bip.przykladowo.example"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void showsEveryActivePageAtItsOldAddressAndSaysOfTheOthersThatTheyWereWithdrawn()
            throws Exception {
        int found = 0;
        int gone = 0;
        for (String row : query("SELECT slug, active FROM page WHERE slug <> '' AND pk <> 152")) {
            String slug = row.substring(0, row.lastIndexOf('|'));
            RawHttp.Answer answer = server.get("/strona/" + PathSegment.encode(slug));
            boolean active = row.endsWith("|1");
            assertThat(answer.status()).as(slug).isEqualTo(active ? 200 : 410);
            found += active ? 1 : 0;
            gone += active ? 0 : 1;
        }
        assertThat(found).isEqualTo(146);
        assertThat(gone).isEqualTo(8);
    }

    @Test
    void showsThePagesWithoutAnOldAddressAtTheirNewOnes() throws Exception {
        assertThat(read("/strona/dyzury-radnych-2").expectFirst("main").text())
                .contains("Druga strona o tym samym adresie");
        assertThat(read("/strona/strona-155").expectFirst("h1").text()).isEqualTo("???");
    }

    @Test
    void showsTheHostilePageWithoutAnythingThatRuns() throws Exception {
        Document page = read("/strona/dyzury-radnych");

        assertThat(page.select("script")).isEmpty();
        assertThat(page.getAllElements())
                .allSatisfy(element ->
                        assertThat(element.attributes())
                                .noneMatch(a -> a.getKey().startsWith("on"))
                                .noneMatch(a ->
                                        a.getValue()
                                                .strip()
                                                .toLowerCase(Locale.ROOT)
                                                .startsWith("javascript:")));
        Element text = page.expectFirst("article .prose");
        assertThat(text.text())
                .startsWith("Dyżury odbywają się w każdy wtorek.")
                .contains("kliknij")
                .doesNotContain("alert");
        assertThat(text.select("a[href]").eachAttr("href"))
                .containsExactly("https://przykladowo.example");
    }

    @Test
    void sendsEveryAttachmentByteForByte() throws Exception {
        List<String> rows =
                query(
                        """
                        SELECT DISTINCT filename, file_type FROM attachment a
                        JOIN page p ON p.pk = a.page_id WHERE p.active AND a.pk <> 29\
                        """);
        for (String row : rows) {
            String name = row.substring(0, row.indexOf('|'));
            byte[] there = Files.readAllBytes(LEGACY.resolve(name));
            RawHttp.Answer answer = server.get("/attachment/" + name);

            assertThat(answer.status()).as(name).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(there);
            assertThat(answer.header("Content-Type")).contains(row.substring(name.length() + 1));
            assertThat(answer.header("Content-Length")).contains(String.valueOf(there.length));
            assertThat(answer.header("ETag")).contains('"' + DemoBulletin.sha256(there) + '"');
            assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
            assertThat(savedName(answer))
                    .as("not the hash that its address ends with")
                    .doesNotStartWith(name.substring(0, name.indexOf('.')))
                    .endsWith(name.substring(name.lastIndexOf('.')).toLowerCase(Locale.ROOT));
        }
        assertThat(rows).hasSize(23);
    }

    @Test
    void saysThatALostFileIsLost() throws Exception {
        assertThat(server.get("/attachment/" + LOST).status()).isEqualTo(404);

        Document page = read("/strona/" + slugOf(11));
        assertThat(page.expectFirst(".files").text())
                .contains("Plik, którego nie ma na dysku")
                .contains("plik niedostępny: zaginął przed przeniesieniem");
        assertThat(page.select(".files a")).isEmpty();
    }

    @Test
    void answersGoneForAFileOfAWithdrawnPageAlone() throws Exception {
        for (String name :
                query(
                        """
                        SELECT filename FROM attachment a JOIN page p ON p.pk = a.page_id
                        WHERE NOT p.active\
                        """)) {
            assertThat(server.get("/attachment/" + name).status()).isEqualTo(410);
        }
    }

    /** It is saved under the name that it has on that page. */
    @Test
    void showsAFileUnderBothPagesThatHoldIt() throws Exception {
        String name = "300940f99a4e7624b8051cca48bb538a9c206bec381d02d768e492c30f14a7ee.pdf";
        byte[] there = Files.readAllBytes(LEGACY.resolve(name));
        for (int pk : List.of(12, 45)) {
            Element link =
                    read("/strona/" + slugOf(pk)).expectFirst(".files a[href$=" + name + "]");
            RawHttp.Answer answer = server.get(link.attr("href"));

            assertThat(answer.body()).isEqualTo(there);
            assertThat(savedName(answer)).isEqualTo(link.expectFirst("span").text() + ".pdf");
        }
    }

    @Test
    void tellsTheReasonOfAWithdrawnPage() throws Exception {
        RawHttp.Answer answer = server.get("/strona/" + slugOf(46));
        Document page = Jsoup.parse(answer.text());

        assertThat(answer.status()).isEqualTo(410);
        assertThat(page.expectFirst("h1").text()).startsWith("Zarządzenie nr 36/2019 Wójta Gminy");
        assertThat(page.text()).contains("wycofana w poprzednim systemie (biuletyn-bip)");
    }

    @Test
    void tellsWhereAPageComesFrom() throws Exception {
        Document page = read("/strona/" + slugOf(18));

        assertThat(page.expectFirst(".provenance").select("dt, dd").eachText())
                .containsSequence("Podmiot udostępniający", "Urząd Gminy Przykładowo")
                .containsSequence("Wytworzył(a)", "nie podano")
                .containsSequence("Odpowiada za treść", "nie podano")
                .containsSequence("Data wytworzenia", "nie podano")
                .containsSequence("Wprowadził(a)", "redaktor")
                .containsSequence("Opublikowano", "20 listopada 2019, 18:13")
                .containsSequence("Ostatnia zmiana", "21 kwietnia 2020, 17:14")
                .containsSequence("Adres", "https://bip.przykladowo.example/strona/" + slugOf(18));
        assertThat(page.select(".changes li").eachText())
                .hasSize(5)
                .last()
                .asString()
                .isEqualTo("20 listopada 2019, 18:13 utworzenie: utworzenie strony redaktor");
        assertThat(page.select(".changes time").eachAttr("datetime"))
                .first()
                .isEqualTo("2020-04-21T17:14:10+02:00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/strona/rada-gminy",
                "/strona/strona-bez-etykiet-znaki-specjalne-cudzyslow---1",
                "/strona/bardzo-dluga-strona",
                "/nie-ma",
                "/attachment/" + LOST,
            })
    void hasOneTitleAWholeOutlineAndNothingFromElsewhere(String address) throws Exception {
        Document page = Jsoup.parse(server.get(address).text());

        assertThat(page.select("html[lang=pl]")).hasSize(1);
        assertThat(page.select("h1")).hasSize(1);
        int above = 0;
        for (Element heading : page.select("h1,h2,h3,h4,h5,h6")) {
            int level = heading.tagName().charAt(1) - '0';
            assertThat(level).as(heading.text()).isLessThanOrEqualTo(above + 1);
            above = level;
        }
        assertThat(page.select("[style],script,style,iframe")).isEmpty();
        assertThat(
                        page
                                .select("[src],link[href]:not([rel=alternate],[rel=canonical])")
                                .stream()
                                .map(e -> e.attr("src") + e.attr("href")))
                .isNotEmpty()
                .allMatch(link -> link.startsWith("/static/"));
        assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
        assertThat(page.select("a.skip").attr("href")).isEqualTo("#tresc");
        assertThat(page.select("main#tresc")).hasSize(1);
    }

    @Test
    void linksOnlyToWhatIsThere() throws Exception {
        Document home = read("/");

        for (String link : home.select("a[href^=/]").eachAttr("href")) {
            KnownPages.assertAnswers(server, link);
        }
        assertThat(home.select(".featured a").eachText())
                .hasSize(10)
                .startsWith("Status prawny i statut", "Rada Gminy")
                .contains("Zamówienia publiczne (strona)");
        assertThat(home.select(".subjects a").eachText())
                .hasSize(21)
                .startsWith("Gmina", "Organy")
                .endsWith("Ponowne wykorzystywanie");
        assertThat(home.select(".hero-contact div:first-child dd").eachText())
                .containsExactly("Rynek 1", "99-777 Przykładowo");
        assertThat(home.select(".news ol").size()).isEqualTo(2);
        assertThat(home.expectFirst(".news a").text()).isEqualTo("Bardzo długa strona");
        assertThat(home.expectFirst("footer").text())
                .contains("22 555 01 00", "Rynek 1, 99-777 Przykładowo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/en/", "/mapa", "/en/mapa", "/dzial/ponowne-wykorzystywanie"})
    void oneTextLeadsToOnePlace(String address) throws Exception {
        Map<String, Set<String>> places =
                read(address).select("a[href^=/]").stream()
                        .collect(
                                groupingBy(
                                        Element::text,
                                        mapping(link -> link.attr("href"), toSet())));

        assertThat(places).allSatisfy((text, hrefs) -> assertThat(hrefs).as(text).hasSize(1));
    }

    @Test
    void contactsAreInTheLanguageTheyAreWrittenIn() throws Exception {
        Element contact = read("/en/").expectFirst(".hero-contact");

        assertThat(contact.attr("lang")).isEmpty();
        assertThat(contact.expectFirst("dt").attr("lang")).isEmpty();
        assertThat(contact.expectFirst("dt").text()).isEqualTo("Address");
        assertThat(contact.select("div:first-child dd").eachAttr("lang"))
                .containsExactly("pl", "pl");
        assertThat(contact.select("div:first-child dd").textNodes().getFirst().getWholeText())
                .isEqualTo("Rynek 1");
        assertThat(contact.select("a[href^=tel]").eachAttr("href"))
                .containsExactly("tel:+48225550100", "tel:+48225550101");
    }

    @Test
    void saysWhatAFreshBulletinLacks(@TempDir Path fresh) throws Exception {
        try (TestServer empty = TestServer.start(fresh)) {
            Document home = Jsoup.parse(empty.get("/").text());

            assertThat(home.expectFirst("h1").text()).isEqualTo("Biuletyn Informacji Publicznej");
            assertThat(home.select(".note")).hasSize(2);
            assertThat(home.select(".news ol, .featured")).isEmpty();
            assertThat(home.select(".subjects a")).hasSize(21);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "image/svg+xml", "text/xml", "text/plain"})
    void neverShowsAFileThatCouldRunScriptsInThisSitesName(String mediaType, @TempDir Path other)
            throws Exception {
        Path page = Files.writeString(other.resolve("zly"), "<script>alert(1)</script>");
        try (TestServer hostile = TestServer.start(other)) {
            String sha256 = new AttachmentStore(other.resolve("attachments")).store(page).sha256();
            DemoBulletin.execute(
                    hostile.database(),
                    "INSERT INTO account VALUES (1, 'a', NULL, 'x', 0, 0, '2026-01-01T00:00:00Z')",
                    """
                    INSERT INTO page
                        (id, slug, state, in_menu, created_at, created_by, withdrawn_reason)
                    VALUES
                        (1, 'p', 'published', 0, '2026-01-01T00:00:00Z', 1, NULL),
                        (2, 'w', 'withdrawn', 0, '2026-01-01T00:00:00Z', 1, 'powód')\
                    """,
                    """
                    INSERT INTO attachment
                        (id, page_id, file_name, sha256, size_bytes, media_type, title, created_at)
                    VALUES
                        (1, 2, 'zły plik', NULL, 1, 'x/y', 't', '2026-01-01T00:00:00Z'),
                        (2, 1, 'zły plik', '%s', 1, '%s', 'zły plik', '2026-01-01T00:00:00Z')\
                    """
                            .formatted(sha256, mediaType));

            RawHttp.Answer answer = hostile.get("/attachment/z%C5%82y%20plik");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).contains(mediaType);
            assertThat(answer.header("Content-Disposition").orElseThrow())
                    .startsWith("attachment")
                    .contains("z%C5%82y%20plik");
        }
    }

    @Test
    void staysReadableWhenTheDatabaseFails(@TempDir Path other) throws Exception {
        try (TestServer broken = TestServer.start(other)) {
            DemoBulletin.execute(broken.database(), "ALTER TABLE page RENAME TO elsewhere");

            RawHttp.Answer answer = broken.get("/");
            Document page = Jsoup.parse(answer.text());

            assertThat(answer.status()).isEqualTo(500);
            assertThat(page.expectFirst("h1").text()).isEqualTo("Nie udało się pokazać strony");
            assertThat(page.expectFirst(".reference code").text()).isNotBlank();
            assertThat(page.select("link[rel=stylesheet]")).hasSize(1);
        }
    }

    private static Document read(String address) throws IOException {
        RawHttp.Answer answer = server.get(address);
        assertThat(answer.status()).as(address).isEqualTo(200);
        return Jsoup.parse(answer.text());
    }

    private static String slugOf(int pk) throws Exception {
        return query("SELECT slug FROM page WHERE pk = " + pk).getFirst();
    }

    private static String savedName(RawHttp.Answer answer) {
        String header = answer.header("Content-Disposition").orElseThrow();
        return URLDecoder.decode(
                header.substring(header.indexOf("''") + 2), StandardCharsets.UTF_8);
    }

    private static List<String> query(String sql) throws Exception {
        return DemoBulletin.query(source.resolve("db.sqlite3"), sql);
    }
}

package bip.server;

import static org.assertj.core.api.Assertions.assertThat;

import bip.server.testing.DemoBulletin;
import bip.server.testing.ImportedBulletin;
import bip.server.testing.KnownPages;
import bip.server.testing.RawHttp;
import bip.server.testing.TestServer;
import bip.server.text.PolishOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The addresses that biuletyn-bip had beside its pages (R64), over HTTP. */
class ReadersAddressesTest {

    @TempDir private static Path folder;
    private static TestServer server;

    @BeforeAll
    static void importAndStart() throws IOException {
        server = TestServer.startOn(ImportedBulletin.in(folder), Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etykieta/uchwaly",
                "/etykieta/uchwaly?p=2",
                "/zmiany",
                "/zmiany?p=2",
                "/podstawowe",
                "/pracownicy",
                "/kontakt",
                "/szukaj",
                "/szukaj?q=rada",
                "/szukaj?q=nicTakiego",
            })
    void isAPageLikeTheOthers(String address) throws Exception {
        Document page = read(address);

        assertThat(page.documentType()).as("no quirks mode").isNotNull();
        assertThat(page.select("h1")).hasSize(1);
        assertThat(page.select("nav.crumbs [aria-current=page]")).hasSize(1);
        assertThat(page.select("form[role=search] input[name=q]")).hasSize(1);
        assertThat(page.select("main#tresc")).hasSize(1);
        assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
        assertThat(page.select("[style],script,style,iframe")).isEmpty();
        int above = 0;
        for (Element heading : page.select("h1,h2,h3,h4")) {
            int level = heading.tagName().charAt(1) - '0';
            assertThat(level).as(heading.text()).isLessThanOrEqualTo(above + 1);
            above = level;
        }
        for (String link :
                page.select("a[href^=/]").eachAttr("href").stream().distinct().toList()) {
            KnownPages.assertAnswers(server, link);
        }
    }

    @Test
    void listsPublishedPagesOfALabelInPolishOrder() throws Exception {
        List<String> titles = new ArrayList<>();
        String next = "/etykieta/uchwaly";
        while (!next.isEmpty()) {
            Document page = read(next);
            titles.addAll(page.select(".entries a").eachText());
            next = page.select("a[rel=next]").attr("href");
        }
        List<String> expected =
                query(
                        """
                        SELECT DISTINCT trim(r.title) FROM page_label pl
                        JOIN label l ON l.id = pl.label_id AND l.slug = 'uchwaly'
                        JOIN page p ON p.id = pl.page_id AND p.state = 'published'
                        JOIN page_revision r ON r.page_id = p.id\
                        """);

        assertThat(titles).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(titles).isSortedAccordingTo(new PolishOrder()).hasSizeGreaterThan(25);
        Document first = read("/etykieta/uchwaly");
        assertThat(first.expectFirst("h1").text()).isEqualTo("Etykieta Uchwały");
        assertThat(first.expectFirst(".prose strong").text()).isEqualTo("Rady Gminy");
        assertThat(first.expectFirst(".dateline").text()).startsWith(titles.size() + " stron");
    }

    @Test
    void leadsFromAPageToItsLabels() throws Exception {
        Document label = read("/etykieta/przetargi");
        Document page = read(label.expectFirst(".entries a").attr("href"));

        assertThat(page.select(".labels a").eachAttr("href")).contains("/etykieta/przetargi");
    }

    @Test
    void answersNotFoundForWhatIsNotThere() throws Exception {
        for (String address :
                List.of(
                        "/etykieta/nie-ma",
                        "/etykieta/uchwaly?p=99",
                        "/etykieta/uchwaly?p=x",
                        "/zmiany?p=0",
                        "/zmiany?p=99999",
                        "/zmiany?przed=99999999",
                        "/zmiany?przed=x")) {
            assertThat(server.get(address).status()).as(address).isEqualTo(404);
        }
    }

    @Test
    void tellsEveryChangeOnceFromTheNewestOn() throws Exception {
        var seen = new ArrayList<String>();
        var times = new ArrayList<String>();
        String next = "/zmiany";
        String previous = "";
        while (!next.isEmpty()) {
            Document page = read(next);
            seen.addAll(page.select(".register li").eachText());
            times.addAll(page.select(".register time").eachAttr("datetime"));
            assertThat(page.select("a[rel=prev]").attr("href")).isEqualTo(previous);
            previous = next;
            next = page.select("a[rel=next]").attr("href");
        }

        assertThat(seen)
                .hasSize(Integer.parseInt(query("SELECT count(*) FROM change_entry").getFirst()));
        assertThat(times.stream().map(OffsetDateTime::parse).map(OffsetDateTime::toInstant))
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void showsTheSameEntriesAtAPiecesAddressAlsoAfterANewChange(@TempDir Path own)
            throws Exception {
        try (TestServer mine = TestServer.startOn(ImportedBulletin.in(own), Map.of())) {
            String address =
                    Jsoup.parse(mine.get("/zmiany").text()).expectFirst("a[rel=next]").attr("href");
            List<String> before =
                    Jsoup.parse(mine.get(address).text()).select(".register li").eachText();
            DemoBulletin.execute(
                    mine.database(),
                    "INSERT INTO change_entry (page_id, changed_at, kind, reason, account_id)"
                            + " VALUES (1, '2030-01-01T00:00:00Z', 'changed', 'nowa', 1)");

            assertThat(Jsoup.parse(mine.get(address).text()).select(".register li").eachText())
                    .isEqualTo(before);
            assertThat(mine.get("/zmiany").text()).contains(": nowa");
        }
    }

    @Test
    void leadsFromTheRegisterToWhatAWithdrawnPageLeaves() throws Exception {
        List<Element> withdrawn = new ArrayList<>();
        String next = "/zmiany";
        while (!next.isEmpty()) {
            Document page = read(next);
            withdrawn.addAll(page.select(".register li:has(.tag)"));
            next = page.select("a[rel=next]").attr("href");
        }

        assertThat(withdrawn)
                .isNotEmpty()
                .allSatisfy(entry -> {
                    assertThat(entry.select("a")).hasSize(1);
                    assertThat(entry.text()).contains("strona wycofana");
                });
        List<String> tombstones =
                withdrawn.stream().map(entry -> entry.select("a").attr("href")).distinct().toList();
        assertThat(tombstones).hasSize(8);
        for (String tombstone : tombstones) {
            assertThat(server.get(tombstone).status()).as(tombstone).isEqualTo(410);
        }
    }

    @Test
    void tellsWhoTheOfficeIsAndHowToReachIt() throws Exception {
        assertThat(read("/podstawowe").select(".data dt, .data dd").eachText())
                .containsSequence("Nazwa", "Urząd Gminy Przykładowo")
                .containsSequence("Adres", "Rynek 1, 99-777 Przykładowo")
                .containsSequence("NIP", "111-222-33-44")
                .containsSequence("REGON", "123456789");
        Document staff = read("/pracownicy");
        assertThat(staff.select("h2").eachText())
                .containsExactly("Referat Organizacyjny", "Referat Finansowy");
        assertThat(staff.select(".people li").eachText())
                .contains("Alicja Bębenek kierownik tel. 22 555 01 11", "Józef Ćwikła skarbnik");
        assertThat(read("/kontakt").select("main a[href^=mailto]").eachText())
                .containsExactly("urzad@przykladowo.example", "bip@przykladowo.example");
    }

    @Test
    void saysWhatAFreshBulletinLacks(@TempDir Path fresh) throws Exception {
        try (TestServer empty = TestServer.start(fresh)) {
            for (String address : List.of("/podstawowe", "/pracownicy", "/kontakt", "/zmiany")) {
                RawHttp.Answer answer = empty.get(address);
                assertThat(answer.status()).as(address).isEqualTo(200);
                assertThat(Jsoup.parse(answer.text()).select(".note")).as(address).hasSize(1);
            }
            assertThat(empty.get("/szukaj?q=wycinka").text()).contains("Nie znaleźliśmy");
        }
    }

    @Test
    void letsSearchEnginesIn() throws Exception {
        RawHttp.Answer answer = server.get("/robots.txt");

        assertThat(answer.header("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(answer.text()).startsWith("User-agent: *\nAllow: /\n");
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

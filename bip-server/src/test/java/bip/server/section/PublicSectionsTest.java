package bip.server.section;

import static org.assertj.core.api.Assertions.assertThat;

import bip.server.testing.DemoBulletin;
import bip.server.testing.ImportedBulletin;
import bip.server.testing.KnownPages;
import bip.server.testing.RawHttp;
import bip.server.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The subject menu as citizens walk through it, in both languages, over HTTP. */
class PublicSectionsTest {

    private static final String SITE = "https://bip.przykladowo.example";

    @TempDir private static Path folder;
    private static TestServer server;

    @BeforeAll
    static void importAndStart() throws IOException {
        server = TestServer.startOn(ImportedBulletin.in(folder), Map.of("BIP_BASE_URL", SITE));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void showsASectionWithItsBasisAndItsPagesTheNewestFirst() throws Exception {
        Document page = read("/dzial/uchwaly-rady");

        assertThat(page.expectFirst("h1").text()).isEqualTo("Uchwały Rady");
        assertThat(page.expectFirst(".basis").text())
                .startsWith("Podstawa publikacji: art. 6 ust. 1 pkt 3 lit. c");
        assertThat(page.select(".crumbs li").eachText())
                .containsExactly("Strona główna", "Prawo miejscowe", "Uchwały Rady");
        assertThat(page.select(".entries a")).hasSize(25);
        assertThat(page.select(".entries time").eachAttr("datetime"))
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(page.select(".menu-side [aria-current=page]").eachText())
                .containsExactly("Uchwały Rady");
        assertThat(read(page.expectFirst("a[rel=next]").attr("href")).select(".entries a"))
                .isNotEmpty();
        assertThat(server.get("/dzial/uchwaly-rady?p=99").status()).isEqualTo(404);
        assertThat(server.get("/dzial/nie-ma").status()).isEqualTo(404);
    }

    @Test
    void showsSubsectionsWithCountsAndSaysWhereNothingIs() throws Exception {
        Document law = read("/dzial/prawo-miejscowe");
        assertThat(law.select(".sections li a").eachText())
                .startsWith("Uchwały Rady", "Projekty uchwał");
        String pages =
                DemoBulletin.query(
                                server.database(),
                                "SELECT count(*) FROM page WHERE section_id = 601"
                                        + " AND state = 'published'")
                        .getFirst();
        assertThat(law.expectFirst(".sections .count").text()).startsWith(pages + " ");

        Document empty = read("/dzial/kontrole");
        assertThat(empty.expectFirst(".note").text())
                .contains("Niczego tu jeszcze nie opublikowano");
        assertThat(empty.select(".note a").attr("href")).isEqualTo("/nieudostepnione");
        assertThat(read("/en/dzial/kontrole").expectFirst(".note").text())
                .contains("Nothing has been published here yet");
        assertThat(read("/dzial/ponowne-wykorzystywanie").select(".service a").attr("href"))
                .isEqualTo("/ponowne-wykorzystywanie");
    }

    @Test
    void leadsFromAPageUpTheMenu() throws Exception {
        Document section = read("/dzial/uchwaly-rady");
        String address = section.expectFirst(".entries a").attr("href");
        Document page = read(address);

        assertThat(page.select(".crumbs a").eachAttr("href"))
                .containsExactly("/", "/dzial/prawo-miejscowe", "/dzial/uchwaly-rady");
        assertThat(page.select(".menu-side .open > a").eachText())
                .containsExactly("Prawo miejscowe", "Uchwały Rady");
        for (String rest : List.of("/wersje", "/wersja/1", "/porownanie?od=1&do=1")) {
            assertThat(read(address + rest).select(".crumbs a").eachAttr("href"))
                    .as(rest)
                    .containsExactly("/", "/dzial/prawo-miejscowe", "/dzial/uchwaly-rady", address);
        }
    }

    @Test
    void aPageCalledAsItsSectionIsNoShortcut() throws Exception {
        assertThat(read("/").select(".featured a").eachText())
                .contains("Rada Gminy")
                .noneMatch(text -> text.startsWith("Zamówienia publiczne"));
        assertThat(read("/dzial/zamowienia-publiczne").select(".entries a").eachText())
                .contains("Zamówienia publiczne");
    }

    @Test
    void answersOldAddressesForGood(@TempDir Path own) throws Exception {
        try (TestServer mine = TestServer.start(own)) {
            DemoBulletin.execute(
                    mine.database(),
                    "INSERT INTO section_address VALUES"
                            + " ('kontrole-dawne', 1400, '2026-01-01T00:00:00Z')");

            RawHttp.Answer polish = mine.get("/dzial/kontrole-dawne");
            RawHttp.Answer english = mine.get("/en/dzial/kontrole-dawne");

            assertThat(polish.status()).isEqualTo(301);
            assertThat(polish.header("Location")).contains("/dzial/kontrole");
            assertThat(english.header("Location")).contains("/en/dzial/kontrole");
        }
    }

    @Test
    void namesEverySectionAndEveryStandingPageOnTheMap() throws Exception {
        Document map = read("/mapa");

        assertThat(map.select(".tree a")).hasSize(64);
        List<String> services = map.select(".service a").eachAttr("href");
        assertThat(KnownPages.STANDING)
                .filteredOn(a -> !Set.of("/", "/mapa").contains(a))
                .containsExactlyInAnyOrderElementsOf(services);
        assertThat(map.expectFirst(".tree .count").text()).matches("[0-9]+ stron[ay]?");
    }

    @Test
    void hasTheMenuAsItIsAfterEveryChange(@TempDir Path own) throws Exception {
        try (TestServer mine = TestServer.start(own)) {
            mine.get("/mapa");
            DemoBulletin.execute(
                    mine.database(), "UPDATE section SET title = 'Nasza gmina' WHERE id = 100");

            assertThat(Jsoup.parse(mine.get("/mapa").text()).select(".menu-side a").eachText())
                    .startsWith("Nasza gmina");
        }
    }

    /** R2, R64: what every page has. */
    @Test
    void tellsOtherLanguagesFeedsAndTheStatutoryPagesOnEveryPage() throws Exception {
        for (String address : List.of("/", "/mapa", "/dzial/gmina", "/szukaj?q=rada&p=1")) {
            Document polish = read(address);
            Document english = read("/en" + address);

            assertThat(polish.select("html").attr("lang")).isEqualTo("pl");
            assertThat(english.select("html").attr("lang")).isEqualTo("en");
            assertThat(english.select("link[rel=canonical]").attr("href"))
                    .isEqualTo(SITE + "/en" + address);
            assertThat(polish.select("link[hreflang=en]").attr("href"))
                    .isEqualTo(SITE + "/en" + address);
            assertThat(polish.select(".language a").attr("href")).isEqualTo("/en" + address);
            assertThat(english.select(".language a").attr("href")).isEqualTo(address);
            assertThat(polish.select("link[type=application/atom+xml]").attr("href"))
                    .isEqualTo("/zmiany.atom");
            assertThat(english.select("meta[name=description]").attr("content")).isNotBlank();
            assertThat(polish.select(".footer a").eachAttr("href"))
                    .contains(
                            "/zespol",
                            "/instrukcja",
                            "/deklaracja-dostepnosci",
                            "/szukaj",
                            "https://www.gov.pl/bip");
        }
    }

    /** An address that a browser would take for another host stays on this site. */
    @Test
    void neverLeadsToAnotherHostByTheLanguageSwitch() throws Exception {
        for (String address : List.of("/en//zly.example", "//zly.example", "/en/%5Czly.example")) {
            Document page = Jsoup.parse(server.get(address).text());
            assertThat(page.select("a[href^=//]")).as(address).isEmpty();
        }
    }

    /** Walks from the home page over everything in both languages. */
    @Test
    void everyPageSpeaksOneLanguageWholeAndLinksToWhatIsThere() throws Exception {
        for (String prefix : List.of("", "/en")) {
            boolean isEnglish = !prefix.isEmpty();
            Deque<String> toRead = new ArrayDeque<>();
            KnownPages.STANDING.forEach(address -> toRead.add(prefix + address));
            Set<String> seen = new HashSet<>(toRead);
            int read = 0;
            while (!toRead.isEmpty() && read < 300) {
                String address = toRead.remove();
                RawHttp.Answer answer = server.get(address);
                if (answer.status() != 200
                        || !answer.header("Content-Type").orElse("").startsWith("text/html")) {
                    KnownPages.assertAnswers(server, address);
                    continue;
                }
                read++;
                assertWhole(address, answer.text());
                for (Element link : Jsoup.parse(answer.text()).select("a[href^=/]")) {
                    String target = link.attr("href").replaceFirst("#.*", "");
                    boolean leaves =
                            !link.attr("hreflang").isEmpty() || link.closest(".prose") != null;
                    if (!leaves && seen.add(target)) {
                        assertThat(isOfNoLanguage(target) || target.startsWith("/en/") == isEnglish)
                                .as(address + " links to " + target)
                                .isTrue();
                        toRead.add(target);
                    }
                }
            }
            assertThat(read).isGreaterThan(200);
        }
    }

    /** Uncompressed, so that also those behind an old proxy get it. */
    @Test
    void isLightAtTheFirstVisit() throws Exception {
        for (String address : List.of("/", "/dzial/uchwaly-rady", "/mapa", "/en/")) {
            RawHttp.Answer answer = server.get(address);
            int size = answer.body().length;
            for (Element part :
                    Jsoup.parse(answer.text())
                            .select("[src],link[rel=stylesheet],link[rel=icon]")) {
                size += server.get(part.attr("src") + part.attr("href")).body().length;
            }
            assertThat(size).as(address).isLessThan(60_000);
        }
    }

    private static void assertWhole(String address, String html) {
        assertThat(html).as(address).doesNotContainPattern("\\?\\?[\\w.-]+_(pl|en)\\?\\?");
        Document page = Jsoup.parse(html);
        assertThat(page.select("h1")).as(address).hasSize(1);
        assertThat(page.select("main#tresc")).as(address).hasSize(1);
        assertThat(page.select("[id]").eachAttr("id")).as(address).doesNotHaveDuplicates();
        assertThat(page.select("html").attr("lang"))
                .as(address)
                .isEqualTo(address.startsWith("/en") ? "en" : "pl");
    }

    private static boolean isOfNoLanguage(String target) {
        return target.startsWith("/attachment/")
                || target.startsWith("/zalacznik/")
                || target.startsWith("/api/")
                || target.equals("/slownik.csv");
    }

    private static Document read(String address) throws IOException {
        RawHttp.Answer answer = server.get(address);
        assertThat(answer.status()).as(address).isEqualTo(200);
        return Jsoup.parse(answer.text());
    }
}

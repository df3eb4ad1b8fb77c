package bip.server.guide;

import static org.assertj.core.api.Assertions.assertThat;

import bip.server.testing.DemoBulletin;
import bip.server.testing.ImportedBulletin;
import bip.server.testing.RawHttp;
import bip.server.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** Pages that the law wants, over HTTP, in both languages, with and without an office's data. */
class StatutoryPagesTest {

    @TempDir private static Path folder;
    private static TestServer filled;
    private static TestServer fresh;

    @BeforeAll
    static void start() throws IOException {
        filled = TestServer.startOn(ImportedBulletin.in(folder.resolve("filled")), Map.of());
        fresh = TestServer.start(Files.createDirectory(folder.resolve("fresh")));
    }

    @AfterAll
    static void stop() {
        filled.close();
        fresh.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/podstawowe",
                "/pracownicy",
                "/kontakt",
                "/zespol",
                "/deklaracja-dostepnosci",
                "/instrukcja",
                "/nieudostepnione",
                "/ponowne-wykorzystywanie",
                "/prywatnosc",
                "/slownik",
                "/wylaczenia",
                "/statystyka",
            })
    void standsInBothLanguagesWithAndWithoutData(String address) throws Exception {
        for (TestServer server : List.of(filled, fresh)) {
            String polish = whole(server, address);
            String english = whole(server, "/en" + address);
            assertThat(polish).isNotEqualTo(english);
        }
    }

    /** Answers 200 with one heading above all, no level skipped, no id twice; returns its words. */
    private static String whole(TestServer server, String address) throws IOException {
        RawHttp.Answer answer = server.get(address);
        assertThat(answer.status()).as(address).isEqualTo(200);
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(answer.text()).as(address).doesNotContain("??");
        Document page = Jsoup.parse(answer.text());
        assertThat(page.select("h1")).as(address).hasSize(1);
        int above = 0;
        for (Element heading : page.select("h1,h2,h3,h4,h5,h6")) {
            int level = heading.tagName().charAt(1) - '0';
            assertThat(level).as(address + ": " + heading.text()).isLessThanOrEqualTo(above + 1);
            assertThat(heading.text()).isNotBlank();
            above = level;
        }
        assertThat(page.select("[id]").eachAttr("id")).as(address).doesNotHaveDuplicates();
        assertThat(page.select("main *").stream().flatMap(it -> it.attributes().asList().stream()))
                .as(address)
                .noneMatch(attribute -> attribute.getKey().startsWith("th:"));
        checkLinks(server, address, page);
        return page.expectFirst("main").text();
    }

    /** Links stay in the language, and lead to what is there. */
    private static void checkLinks(TestServer server, String address, Document page)
            throws IOException {
        boolean english = address.startsWith("/en");
        for (String link :
                page.select("main div a[href^=/], main article a[href^=/]:not(#a11y-url)")
                        .eachAttr("href")) {
            if (!link.endsWith(".csv")) {
                assertThat(link.startsWith("/en/")).as(address + ": " + link).isEqualTo(english);
            }
            // The site map is another room's.
            if (!link.endsWith("/mapa")) {
                assertThat(server.get(link).status()).as(address + ": " + link).isEqualTo(200);
            }
        }
    }

    @Test
    void namesTheTeamAndSaysWhatIsMissingOfIt() throws Exception {
        Document before = read(filled, "/zespol");
        assertThat(before.expectFirst("main").text())
                .contains("Urząd Gminy Przykładowo Rynek 1 99-777 Przykładowo")
                .contains("Redakcja nie podała jeszcze, kto redaguje ten biuletyn.")
                .contains("Redakcja BIP", "22 555 01 01", "bip@przykladowo.example");
        assertThat(read(fresh, "/zespol").select(".note")).hasSize(2);

        DemoBulletin.execute(
                filled.database(),
                """
                INSERT INTO editorial_member (position, name, phone, fax, email) VALUES
                    (1, 'Alicja Bębenek', '22 555 01 01', '', 'bip@przykladowo.example'),
                    (2, 'Żaneta Łącka', '', '22 555 01 99', '')\
                """);
        Document polish = read(filled, "/zespol");
        assertThat(polish.select("h3").eachText())
                .containsExactly("Alicja Bębenek", "Żaneta Łącka");
        assertThat(polish.expectFirst(".card").select("dt, dd").eachText())
                .containsExactly(
                        "Telefon",
                        "22 555 01 01",
                        "Faks",
                        "brak",
                        "Poczta elektroniczna",
                        "bip@przykladowo.example");
        assertThat(polish.select(".card").get(1).select("dd").eachText())
                .containsExactly(
                        "redakcja nie podała jeszcze",
                        "22 555 01 99",
                        "redakcja nie podała jeszcze");
        assertThat(polish.select(".note")).isEmpty();
        Document english = read(filled, "/en/zespol");
        assertThat(english.expectFirst("h1").text()).isEqualTo("Editorial team");
        assertThat(english.select("h3[lang=pl]")).hasSize(2);
        assertThat(english.expectFirst(".card").select("dd").eachText()).contains("none");
    }

    @Test
    void saysHowToGetWhatIsNotHere() throws Exception {
        String page = read(filled, "/nieudostepnione").expectFirst("main").text();

        assertThat(page)
                .contains("14 dni", "2 miesiące", "7 dni", "bezpłatny")
                .contains("art. 13 ust. 1", "art. 18 ustawy z dnia 4 kwietnia 2019 r.")
                .contains("Rynek 1, 99-777 Przykładowo", "urzad@przykladowo.example");
        assertThat(read(filled, "/ponowne-wykorzystywanie").expectFirst("h1").text())
                .isEqualTo("Ponowne wykorzystywanie");
    }

    @Test
    void linksTheDeclarationFromTheHeadOfEveryPage() throws Exception {
        assertThat(
                        read(filled, "/zmiany")
                                .select("meta[name=deklaracja-dostępności]")
                                .attr("content"))
                .isEqualTo("/deklaracja-dostepnosci");
    }

    private static Document read(TestServer server, String address) throws IOException {
        return Jsoup.parse(server.get(address).text());
    }
}

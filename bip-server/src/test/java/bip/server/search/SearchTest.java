package bip.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import bip.server.testing.ImportedBulletin;
import bip.server.testing.Patience;
import bip.server.testing.RawHttp;
import bip.server.testing.TestServer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What citizens find in the imported bulletin, over HTTP. */
class SearchTest {

    @TempDir private static Path folder;
    private static TestServer server;

    @BeforeAll
    static void importAndStart() throws Exception {
        server = TestServer.startOn(ImportedBulletin.in(folder), Map.of());
        Patience.await(
                "the index is complete",
                () -> !slugs("dyzury").isEmpty() && read("dyzury").select(".note").isEmpty());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /**
     * What must be found, by the beginning of its address, within the first N pages; and what must
     * not be found at all.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    # numbers and case signatures, whole, in part, in small letters, bare of diacritics
                    XXIV/23/2019                          |  1 | uchwala-nr-xxiv-23-2019            | uchwala-nr-xxiv-35-2019 zarzadzenie-nr-28-2019
                    xxiv/35/2019                          |  1 | uchwala-nr-xxiv-35-2019            | uchwala-nr-xxiv-23-2019
                    I/3/2019                              |  1 | uchwala-nr-i-3-2019                | uchwala-nr-xi-4-2019 uchwala-nr-ii-13-2019
                    23/2019                               |  1 | uchwala-nr-xxiv-23-2019            | zarzadzenie-nr-5-2019
                    uchwała nr IX/11/2019                 |  1 | uchwala-nr-ix-11-2019              | uchwala-nr-ix-15-2019
                    ZP.271.1.2019                         |  1 | przetarg-nieograniczony-nr-zp-271-1-2019  | przetarg-nieograniczony-nr-zp-271-16-2019 przetarg-nieograniczony-nr-zp-271-2-2019
                    zp.271.16.2019                        |  1 | przetarg-nieograniczony-nr-zp-271-16-2019 | przetarg-nieograniczony-nr-zp-271-1-2019
                    OŚ.6220.6.2019                        |  1 | obwieszczenie-nr-os-6220-6-2019    | obwieszczenie-nr-os-6220-17-2019
                    os.6220.17.2019                       |  1 | obwieszczenie-nr-os-6220-17-2019   | obwieszczenie-nr-os-6220-6-2019
                    6220.124.2020                         |  1 | obwieszczenie-nr-os-6220-124-2020  | obwieszczenie-nr-os-6220-6-2019
                    zarządzenia o inwentaryzacji 5/2019   |  1 | zarzadzenie-nr-5-2019              | zarzadzenie-nr-8-2019
                    # inflected forms
                    radzie gminy                          |  1 | rada-gminy                         |
                    zamówieniach publicznych              |  1 | zamowienia-publiczne               |
                    dyżur radnego                         |  2 | dyzury-radnych                     | rada-gminy
                    petycje mieszkańca                    | 20 | uchwala-nr-ii-13-2019              | wojt-gminy
                    farmy fotowoltaiczne                  | 10 | obwieszczenie-nr-os-6220-6-2019    | obwieszczenie-nr-os-6220-17-2019
                    nabory inspektorów do podatku         | 10 | nabor-na-wolne-stanowisko-urzednicze-nr-9-2019 nabor-na-wolne-stanowisko-urzednicze-nr-30-2019 | przetarg-nieograniczony-nr-zp-271-1-2019
                    statuty bibliotek                     | 10 | uchwala-nr-i-26-2019 uchwala-nr-ix-27-2019 | uchwala-nr-i-3-2019
                    świetlice w Dębówce                   |  5 | uchwala-nr-ix-15-2019 uchwala-nr-i-56-2020 | uchwala-nr-ix-11-2019
                    przetargi na olej w Ćmińsku           |  5 | przetarg-nieograniczony-nr-zp-271-1-2019 przetarg-nieograniczony-nr-zp-271-39-2019 |
                    # without diacritics, inflected too
                    wojt                                  |  1 | wojt-gminy                         |
                    dyzury radnych                        |  2 | dyzury-radnych dyzury-radnych-2    |
                    swietlica Debowka dotacje             |  5 | uchwala-nr-ix-15-2019 uchwala-nr-i-56-2020 | uchwala-nr-ix-11-2019
                    oleju opalowego Cminsk                |  5 | przetarg-nieograniczony-nr-zp-271-1-2019 przetarg-nieograniczony-nr-zp-271-39-2019 |
                    farma fotowoltaiczna jazwie           |  1 | obwieszczenie-nr-os-6220-6-2019    | obwieszczenie-nr-os-6220-17-2019
                    plan zagospodarowania lakie           |  3 | uchwala-nr-ii-34-2019              |
                    stawka podatku od nieruchomosci 2024  |  3 | uchwala-nr-xxiv-23-2019            |
                    drzewo wycinek                        | 10 | obwieszczenie-nr-os-6220-124-2020  |
                    # titles of files
                    mapa obrebu Jazwie                    |  2 | uchwala-nr-xvii-61-2020            |
                    formularze ofertowe 33                |  3 | uchwala-nr-i-26-2019               |
                    protokoly z posiedzen                 | 20 | uchwala-nr-xxiv-45-2019 zarzadzenie-nr-37-2019 |
                    # quotations: as written, in that order
                    "w sprawie wycinki drzew"             | 10 | obwieszczenie-nr-os-6220-124-2020  | obwieszczenie-nr-os-6220-6-2019
                    „Rada Gminy”                          |  1 | rada-gminy                         | dyzury-radnych
                    # odd titles
                    tytuł ze spacjami                     |  1 | tytul-ze-spacjami                  |
                    znaki specjalne <cudzysłów>           |  1 | strona-bez-etykiet                 |
                    """)
    void finds(String query, int first, String expected, String forbidden) throws Exception {
        List<String> found = allSlugs(query);

        for (String beginning : words(expected)) {
            assertThat(found.stream().limit(first))
                    .as(beginning)
                    .anyMatch(slug -> begins(slug, beginning));
        }
        for (String beginning : words(forbidden)) {
            assertThat(found).as(beginning).noneMatch(slug -> begins(slug, beginning));
        }
    }

    /** They have no index; a citizen does not know that they are no pages. */
    @ParameterizedTest
    @CsvSource({
        "'', kontakt, /kontakt",
        "'', telefony, /kontakt",
        "'', redakcja, /zespol",
        "'', statystyki, /statystyka",
        "'', deklaracja dostepnosci, /deklaracja-dostepnosci",
        "'', dostępność, /dzial/dostepnosc",
        "'', wnioski, /nieudostepnione",
        "'', przetargi i zamówienia publiczne, ''",
        "'', \"zamówienia publiczne\", /dzial/zamowienia-publiczne",
        "/en, contact, /en/kontakt",
        "/en, kontakt, /en/kontakt",
        "/en, accessibility statement, /en/deklaracja-dostepnosci",
    })
    void namesSectionsAndStandingPages(String language, String query, String expected)
            throws Exception {
        List<String> places =
                Jsoup.parse(server.get(language + address(query)).text())
                        .select(".places a")
                        .eachAttr("href");

        assertThat(places.size()).isLessThanOrEqualTo(4);
        if (expected.isEmpty()) {
            assertThat(places).isEmpty();
        } else {
            assertThat(places).contains(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zolw", // a word that no page has
                "radca", // not a form of rada
                "\"drzew wycinki\"", // the words are there, the other way round
                "\"rady gminy przykładowo w\"",
                "OŚ.6220.25.2019", // a withdrawn page's
                "\"Zarządzenie nr 36/2019\"", // a withdrawn page's
                "ZP.271.1.2091",
            })
    void findsNothing(String query) throws Exception {
        Document page = read(query);

        assertThat(page.select(".results")).isEmpty();
        assertThat(page.expectFirst(".lead").text()).isEqualTo("Nie znaleźliśmy żadnej strony.");
        assertThat(page.select(".chips a").eachText()).startsWith("Budżet i finanse");
        assertThat(page.select("main a").eachAttr("href")).contains("/", "/zmiany", "/kontakt");
    }

    @Test
    void tellsWhenOnlySomeWordsWereFound() throws Exception {
        Document page = read("dyżury hipopotamów");

        assertThat(page.expectFirst(".note").text()).contains("nie zawiera wszystkich słów");
        assertThat(slugs("dyżury hipopotamów").getFirst()).startsWith("dyzury-radnych");
        assertThat(read("dyżury radnych").select(".note")).isEmpty();
    }

    @Test
    void putsTheTypedFormAndTitlesFirst() throws Exception {
        assertThat(slugs("uchwały")).hasSize(20);
        assertThat(slugs("uchwała")).allMatch(slug -> slug.startsWith("uchwala-nr-"));
    }

    @Test
    void showsMatchesInContextAndEscapesTheRest() throws Exception {
        String html = server.get(address("znaki specjalne")).text();
        Document page = Jsoup.parse(html);

        assertThat(html).contains("<mark>znaki</mark> &lt;<mark>specjalne</mark>&gt;");
        assertThat(page.expectFirst(".results h2").text())
                .isEqualTo("Strona bez etykiet & znaki <specjalne> \"cudzysłów\" – №1");
        assertThat(read("odpady wielkogabarytowe").select(".result-text mark").eachText())
                .contains("Odpady", "wielkogabarytowe");
        assertThat(read("mapa obrebu jazwie").select(".result-file mark").eachText())
                .contains("Mapa", "Jaźwie");
    }

    @Test
    void marksNothingButWordsOfTheHostilePage() throws Exception {
        Document page = read("dyżury kliknij");

        assertThat(page.select("script, [style], a[href^=javascript]")).isEmpty();
        assertThat(page.select(".results mark")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "\"\"",
                "\"rada",
                "*",
                "rad*",
                "(rada",
                "rada)",
                "AND",
                "rada AND OR NOT",
                "title:rada",
                "rada~2^4",
                "\\",
                "[a TO b]",
                "-",
                "…",
                "💧",
                "<script>alert(1)</script>",
                "' OR 1=1 --",
                "w",
                "̨",
            })
    void takesAnyQueryForWords(String query) throws Exception {
        RawHttp.Answer answer = server.get(address(query));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(Jsoup.parse(answer.text()).select("script")).isEmpty();
        assertThat(Jsoup.parse(answer.text()).select("h1")).hasSize(1);
    }

    @Test
    void cutsALongQueryAndSaysSo() throws Exception {
        Document page = read("rada " + "gminy ".repeat(60));

        assertThat(page.expectFirst(".note").text()).contains("200 znaków");
        assertThat(page.expectFirst("input[name=q]").attr("value")).hasSizeLessThanOrEqualTo(200);
    }

    @Test
    void pagesThroughResults() throws Exception {
        Document first = read("uchwała");
        String next = first.expectFirst("a[rel=next]").attr("href");
        Document second = Jsoup.parse(server.get(next).text());

        assertThat(first.select("a[rel=prev]")).isEmpty();
        assertThat(second.expectFirst("a[rel=prev]").attr("href"))
                .isEqualTo("/szukaj?q=uchwa%C5%82a");
        assertThat(second.expectFirst(".results").attr("start")).isEqualTo("21");
        assertThat(second.select(".results h2 a").eachAttr("href"))
                .doesNotContainAnyElementsOf(first.select(".results h2 a").eachAttr("href"));
        assertThat(server.get("/szukaj?q=rada&p=0").status()).isEqualTo(404);
        assertThat(server.get("/szukaj?q=dyzury&p=9").status()).isEqualTo(404);
    }

    @Test
    void asksForAQueryWhenThereIsNone() throws Exception {
        for (String address :
                List.of("/szukaj", "/szukaj?q=", "/szukaj?q=%20", "/szukaj?d=pages")) {
            Document page = Jsoup.parse(server.get(address).text());
            assertThat(page.expectFirst("h1").text()).isEqualTo("Wyszukiwanie");
            assertThat(page.select("form[role=search] label[for=szukaj]")).hasSize(1);
        }
    }

    private static List<String> words(String text) {
        return text == null ? List.of() : List.of(text.split(" "));
    }

    /** The number in an address goes on to its end: {@code nr-5-2019} does not begin 5-20190. */
    private static boolean begins(String slug, String beginning) {
        return slug.matches(Pattern.quote(beginning) + "([-:].*)?");
    }

    private static List<String> allSlugs(String query) throws IOException {
        var slugs = new ArrayList<String>();
        String next = address(query);
        while (!next.isEmpty()) {
            Document page = Jsoup.parse(server.get(next).text());
            slugs.addAll(slugsOn(page));
            next = page.select("a[rel=next]").attr("href");
        }
        return slugs;
    }

    private static List<String> slugs(String query) throws IOException {
        return slugsOn(read(query));
    }

    private static List<String> slugsOn(Document page) {
        return page.select(".results h2 a").eachAttr("href").stream()
                .map(href -> href.substring("/strona/".length()))
                .toList();
    }

    private static Document read(String query) throws IOException {
        RawHttp.Answer answer = server.get(address(query));
        assertThat(answer.status()).as(query).isEqualTo(200);
        return Jsoup.parse(answer.text());
    }

    private static String address(String query) {
        return "/szukaj?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
    }
}

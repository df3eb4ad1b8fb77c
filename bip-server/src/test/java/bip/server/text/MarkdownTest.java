package bip.server.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {

    private final Markdown markdown = new Markdown();

    @Test
    void dropsScriptWithItsText() {
        Document page = read("Dyżury we wtorki.\n\n<script>alert('xss')</script>\n\nKoniec.");

        assertThat(page.select("script")).isEmpty();
        assertThat(page.text()).isEqualTo("Dyżury we wtorki. Koniec.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[kliknij](javascript:alert(1))",
                "<a href=\"javascript:alert(1)\">kliknij</a>",
                "<a href=\" java\tscript:alert(1)\">kliknij</a>",
                "<a href=\"&#106;avascript:alert(1)\">kliknij</a>",
                "<a href=\"data:text/html,x\">kliknij</a>",
                "<a href=\"vbscript:x\">kliknij</a>",
            })
    void keepsTheTextOfALinkThatWouldRunCode(String source) {
        Document page = read(source);

        assertThat(page.select("a[href]")).isEmpty();
        assertThat(page.text()).isEqualTo("kliknij");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p onclick=\"x()\" style=\"color:red\" class=\"a\" id=\"b\">x</p>",
                "<svg onload=\"x()\"><script>x()</script></svg>",
                "<iframe src=\"https://zly.example\"></iframe>",
                "<form action=\"/x\"><input name=\"a\"></form>",
                "<img src=x onerror=alert(2)>",
                "<img src=\"//zly.example/a.png\" alt=\"\">",
                "<img src=\"/\\zly.example/a.png\" alt=\"\">",
                "<img src=\"https://zly.example/a.png\" alt=\"\">",
                "<meta http-equiv=refresh content=\"0;url=https://zly.example\">",
                "<math><mtext></mtext><style><img src=/a onerror=x()></style></math>",
            })
    void leavesNothingThatRunsLoadsOrStyles(String source) {
        Document page = read(source);

        assertThat(page.select("script,svg,iframe,form,input,img,meta,style,math")).isEmpty();
        assertThat(page.body().select("*").stream().flatMap(e -> e.attributes().asList().stream()))
                .isEmpty();
    }

    @Test
    void keepsImagesOfThisSiteAndSeesThatTheyHaveAnAlternative() {
        assertThat(read("![Plan](/attachment/plan.png)").select("img").outerHtml())
                .isEqualTo("<img src=\"/attachment/plan.png\" alt=\"Plan\">");
        assertThat(read("<img src=\"/attachment/plan.png\">").select("img[alt=\"\"]")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "## ",
                "<h2></h2>",
                "<h2><strong>  </strong></h2>",
                "<h3>\u200b<a href=\"/x\"></a></h3>",
                "## ![](https://inna.pl/a.png)"
            })
    void leavesOutHeadingsInWhichThereIsNothing(String empty) {
        var page = read("# Pierwszy\n\n" + empty + "\n\n## Drugi *ważny*\n\nTreść.");
        assertThat(page.select("h1,h2,h3,h4,h5,h6").eachText())
                .containsExactly("Pierwszy", "Drugi ważny");
        assertThat(page.select("h3").outerHtml()).contains("<em>ważny</em>");
        assertThat(page.text()).isEqualTo("Pierwszy Drugi ważny Treść.");
    }

    @Test
    void keepsPhoneNumbersThatCanBeCalled() {
        assertThat(read("[zadzwoń](tel:+48225550100)").select("a").attr("href").replace("%2b", "+"))
                .isEqualTo("tel:+48225550100");
    }

    @Test
    void saysInTextWhenALinkLeavesTheSite() {
        Element link = read("[Dziennik](https://edziennik.example/1)").expectFirst("a");

        assertThat(link.attr("href")).isEqualTo("https://edziennik.example/1");
        assertThat(link.className()).isEqualTo("external");
        assertThat(link.text()).isEqualTo("Dziennik (strona zewnętrzna)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/zmiany", "rada-gminy", "#tresc", "mailto:urzad@przykladowo.example"})
    void leavesOtherLinksAlone(String target) {
        Element link = read("[tu](" + target + ")").expectFirst("a");

        assertThat(link.attributes().asList()).hasSize(1);
        assertThat(link.attr("href")).isEqualTo(target);
    }

    @ParameterizedTest
    @CsvSource({
        "'1', '2'",
        "'2 2 2', '2 2 2'",
        "'1 2 3 2', '2 3 4 3'",
        "'4 6 4', '2 3 2'",
        "'3 2 3', '2 2 3'",
        "'1 2 3 4 5 6 6', '2 3 4 5 6 6 6'",
    })
    void repairsTheOutlineUnderThePagesTitle(String written, String shown) {
        var source = new StringBuilder();
        for (String level : written.split(" ", -1)) {
            source.append("#".repeat(Integer.parseInt(level))).append(" Rozdział\n\n");
        }

        List<String> levels =
                read(source.toString()).select("h1,h2,h3,h4,h5,h6").stream()
                        .map(heading -> heading.tagName().substring(1))
                        .toList();

        assertThat(String.join(" ", levels)).isEqualTo(shown);
    }

    @Test
    void repairsHeadingsWrittenInHtmlToo() {
        assertThat(read("<h1>Tytuł</h1>\n\n#### Niżej").select("h2,h3").eachText())
                .containsExactly("Tytuł", "Niżej");
    }

    @Test
    void framesTablesAndSaysWhatTheirHeadersHead() {
        Document page = read("| Dział | Plan |\n|---|---:|\n| 010 | 1 200,00 |\n");

        Element frame = page.expectFirst("div.table-scroll[tabindex=0][role=region]");
        assertThat(frame.attr("aria-label")).isEqualTo("Tabela 1");
        assertThat(frame.select("thead th[scope=col]").eachText()).containsExactly("Dział", "Plan");
        assertThat(frame.select("td.align-right").text()).isEqualTo("1 200,00");
        assertThat(page.select("[style],[align]")).isEmpty();
    }

    @Test
    void headsRowsOfAnOldHtmlTable() {
        Document page =
                read("<table><tr><th>Rok</th></tr><tr><th>2019</th><td>1</td></tr></table>");

        assertThat(page.select("th[scope=col]").text()).isEqualTo("Rok");
        assertThat(page.select("th[scope=row]").text()).isEqualTo("2019");
    }

    @Test
    void keepsEachRowOfATableOnALineOfText() {
        assertThat(
                        markdown.toText(
                                """
                                Opłaty:

                                | Czynność | Opłata |
                                |---|---:|
                                | **odpis** | 22 zł |
                                | duplikat | |

                                Koniec.\
                                """))
                .isEqualTo("Opłaty:\nCzynność | Opłata\nodpis | 22 zł\nduplikat |\nKoniec.");
    }

    @Test
    void comparesWhatChangesTheMeaningOfWords() {
        assertThat(
                        markdown.toComparedText(
                                """
                                7. pierwszy
                                8. drugi
                                   - raz

                                Opłata ~~nie~~ <del>100 zł</del> za 5 m<sup>2</sup>,\
                                 CO<sub>2</sub> ![mapa](https://zly.example/x.png).\
                                """))
                .isEqualTo(
                        "7. pierwszy\n8. drugi\n• raz\nOpłata ~~nie~~ [skreślone: 100 zł] za 5"
                                + " m^2, CO_2 mapa .");
    }

    @Test
    void aPictureIsItsDescription() {
        assertThat(markdown.toText("Herb:![Lew na wieży](/herb.png)"))
                .isEqualTo("Herb: Lew na wieży");
    }

    @Test
    void showsWrittenEntitiesAsTheyWereMeant() {
        assertThat(read("encje &amp; &lt;b&gt; i emoji 🏛️").text())
                .isEqualTo("encje & <b> i emoji 🏛️");
    }

    private Document read(String source) {
        return Jsoup.parseBodyFragment(markdown.toHtml(source));
    }
}

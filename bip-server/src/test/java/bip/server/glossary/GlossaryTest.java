package bip.server.glossary;

import static org.assertj.core.api.Assertions.assertThat;

import bip.server.testing.DemoBulletin;
import bip.server.testing.ImportedBulletin;
import bip.server.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlossaryTest {
    private static final Abbreviations SOME =
            new Abbreviations(
                    List.of(
                            new Term("RG", "Rada Gminy"),
                            new Term("RG i S", "Rada Gminy i Sołectwa"),
                            new Term("amp", "amper"),
                            new Term("m.st.", "miasto stołeczne \"Warszawa\""),
                            new Term("B&R", "badania <i> rozwój")));

    @Test
    void marksTheFirstOfEachInTextOnly() {
        assertThat(SOME.markIn("<p title=\"RG\">Sesja RG, a potem RG.</p>"))
                .isEqualTo(
                        "<p title=\"RG\">Sesja <abbr title=\"Rada Gminy\">RG</abbr>, a potem RG.</p>");
    }

    @Test
    void takesTheLongestAndNoPartOfAWord() {
        assertThat(SOME.markIn("<p>RGB, XRG, RG i S, RG-u</p>"))
                .isEqualTo(
                        "<p>RGB, XRG, <abbr title=\"Rada Gminy i Sołectwa\">RG i S</abbr>,"
                                + " <abbr title=\"Rada Gminy\">RG</abbr>-u</p>");
    }

    @Test
    void leavesEntitiesCodeAndWhatIsExplainedAlone() {
        String alone = "<p>a &amp; b <abbr title=\"x\">RG</abbr> <code>RG</code></p><pre>RG</pre>";
        assertThat(SOME.markIn(alone)).isEqualTo(alone);
        assertThat(SOME.markIn("<p>B&amp;R m.st. Warszawa</p>"))
                .isEqualTo(
                        "<p><abbr title=\"badania &lt;i&gt; rozwój\">B&amp;R</abbr> <abbr"
                                + " title=\"miasto stołeczne &#34;Warszawa&#34;\">m.st.</abbr>"
                                + " Warszawa</p>");
        assertThat(new Abbreviations(List.of()).markIn("<p>RG</p>")).isEqualTo("<p>RG</p>");
    }

    @Test
    void explainsOnPagesAndListsInPolishOrder(@TempDir Path folder) throws Exception {
        try (TestServer server = TestServer.startOn(ImportedBulletin.in(folder), Map.of())) {
            DemoBulletin.execute(
                    server.database(),
                    """
                    INSERT INTO glossary_term VALUES
                        ('ŻŁ', 'żłobek'), ('ZŁ', 'złoty'), ('Dyżury', 'dni przyjęć')\
                    """);
            var list = Jsoup.parse(server.get("/slownik").text());
            var page = Jsoup.parse(server.get("/strona/dyzury-radnych").text());

            assertThat(list.select("dfn").eachText()).containsExactly("Dyżury", "ZŁ", "ŻŁ");
            assertThat(page.select(".prose abbr[title='dni przyjęć']")).hasSize(1);
        }
    }
}

package bip.server.feed;

import static org.assertj.core.api.Assertions.assertThat;

import bip.server.database.Database;
import bip.server.testing.DemoBulletin;
import bip.server.testing.ImportedBulletin;
import bip.server.testing.TestServer;
import bip.server.text.Language;
import bip.server.web.Request;
import bip.server.web.Response;
import bip.server.web.Visitor;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteMapTest {
    private static final String SITE = "https://bip.przykladowo.example";

    @TempDir private Path folder;

    @Test
    void namesEveryPageInBothLanguagesAndRobotsNameTheList() throws Exception {
        Path data = ImportedBulletin.in(folder);
        try (TestServer server = TestServer.startOn(data, Map.of("BIP_BASE_URL", SITE))) {
            Document map = xml(server.get("/sitemap.xml").text());
            List<String> places = map.select("loc").eachText();

            assertThat(places)
                    .allMatch(place -> place.startsWith(SITE + "/"))
                    .contains(SITE + "/", SITE + "/en/")
                    .doesNotContain(SITE + "/en");
            assertThat(map.select("xhtml|link[href$=/en]")).isEmpty();
            assertThat(
                            Jsoup.parse(server.get("/en/").text())
                                    .select("link[rel=canonical]")
                                    .attr("href"))
                    .isEqualTo(SITE + "/en/");
            assertThat(places).doesNotHaveDuplicates();
            assertThat(places.stream().filter(place -> place.startsWith(SITE + "/strona/")))
                    .hasSize(148);
            assertThat(places.stream().filter(place -> place.startsWith(SITE + "/en/strona/")))
                    .hasSize(148);
            assertThat(map.select("url"))
                    .allSatisfy(url ->
                            assertThat(url.select("xhtml|link").eachAttr("hreflang"))
                                    .containsExactly("pl", "en"));
            for (String place : places) {
                if (!place.contains("/dzial/") && !place.endsWith("/api")) {
                    assertThat(server.get(place.substring(SITE.length())).status())
                            .as(place)
                            .isEqualTo(200);
                }
            }
            assertThat(server.get("/robots.txt").text())
                    .isEqualTo("User-agent: *\nAllow: /\n\nSitemap: " + SITE + "/sitemap.xml\n");
        }
    }

    @Test
    void isAnIndexOfListsWhenOneWouldBeTooLong() throws Exception {
        Path data = ImportedBulletin.in(folder);
        try (Database database = Database.open(data.resolve("bip.db"))) {
            var map = new SiteMap(database, SITE, List.of("/"), 50);
            Document index = xml(body(map.showMap(request("/sitemap.xml", Map.of()))));
            List<String> lists = index.select("sitemapindex > sitemap > loc").eachText();
            assertThat(lists).hasSize(4);

            List<String> places = new ArrayList<>();
            for (String list : lists) {
                String name = list.substring(list.lastIndexOf('/') + 1);
                Document whole = xml(body(map.showList(request("/x", Map.of("list", name)))));
                assertThat(whole.select("urlset > url")).isNotEmpty();
                assertThat(whole.select("urlset > url > loc:contains(/strona/)").size())
                        .isLessThanOrEqualTo(2 * 50);
                places.addAll(whole.select("loc").eachText());
            }
            assertThat(places).doesNotHaveDuplicates();
            assertThat(places.stream().filter(place -> place.contains("/strona/")))
                    .hasSize(2 * 148);
            for (String name : List.of("4.xml", "01.xml", "x.xml", "99999.xml", "1")) {
                assertThat(map.showList(request("/x", Map.of("list", name))))
                        .isInstanceOf(Response.NotFound.class);
            }
        }
    }

    @Test
    void namesNoListWhereTheSiteHasNoAddress() throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            assertThat(server.get("/robots.txt").text()).doesNotContain("Sitemap");
            for (String address : List.of("/sitemap.xml", "/sitemap/0.xml")) {
                assertThat(server.get(address).status()).as(address).isEqualTo(404);
                assertThat(server.get(address).text())
                        .contains("nie zna jeszcze swojego adresu", "BIP_BASE_URL");
            }
            assertThat(DemoBulletin.query(server.database(), "SELECT count(*) FROM page"))
                    .containsExactly("0");
        }
    }

    private static String body(Response response) {
        assertThat(response).isInstanceOf(Response.Document.class);
        return ((Response.Document) response).body();
    }

    private static Document xml(String text) {
        return Jsoup.parse(text, "", Parser.xmlParser());
    }

    private static Request request(String path, Map<String, String> parts) {
        InetAddress here = InetAddress.getLoopbackAddress();
        return new Request(
                "GET",
                path,
                parts,
                Map.of(),
                here,
                false,
                here,
                false,
                false,
                Map.of(),
                Map.of(),
                new Visitor.Anonymous(),
                "r",
                Language.POLISH);
    }
}

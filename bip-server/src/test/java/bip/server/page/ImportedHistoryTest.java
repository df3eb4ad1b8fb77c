package bip.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import bip.server.testing.DemoBulletin;
import bip.server.testing.ImportedBulletin;
import bip.server.testing.RawHttp;
import bip.server.testing.TestServer;
import bip.server.text.PathSegment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The imported bulletin tells what it does not know of its own past, and nothing against itself.
 */
class ImportedHistoryTest {
    private static final String KNOWN_ONLY_LATER =
            """
            SELECT p.slug FROM page p JOIN page_revision r ON r.page_id = p.id AND r.number = 1
            WHERE p.state = 'published' AND p.created_at < r.saved_at ORDER BY p.id\
            """;
    private static final String KNOWN_FROM_THE_BEGINNING =
            """
            SELECT p.slug FROM page p JOIN page_revision r ON r.page_id = p.id AND r.number = 1
            WHERE p.state = 'published' AND p.created_at = r.saved_at ORDER BY p.id\
            """;

    @TempDir private static Path folder;
    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.startOn(ImportedBulletin.in(folder), Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void saysThatOlderTextsAreUnknown() throws Exception {
        String address = address(query(KNOWN_ONLY_LATER).getFirst());
        Document list = read(address + "/wersje");

        assertThat(list.text())
                .doesNotContain("Tekst każdej wersji, która była opublikowana")
                .contains("znamy tylko późniejszą treść");
        assertThat(list.select(".register li .tag").eachText()).contains("najstarsza znana");
        assertThat(read(address + "/wersja/1").select(".note").text())
                .contains("To najstarsza znana treść tej strony.");
        assertThat(read("/en" + address + "/wersje").text()).contains("only a later text is known");
        assertThat(read("/en" + address + "/wersja/1").text()).contains("oldest known text");
    }

    @Test
    void saysItOnlyWhereItIsSo() throws Exception {
        String address = address(query(KNOWN_FROM_THE_BEGINNING).getFirst());

        assertThat(read(address + "/wersje").text())
                .contains("Tekst każdej wersji, która była opublikowana")
                .doesNotContain("znamy tylko", "najstarsza znana");
        assertThat(read(address + "/wersja/1").text()).doesNotContain("najstarsza znana");
    }

    /**
     * In biuletyn-bip a file that was added left the page's own time as it was: 20 pages of the
     * demonstration have a file an hour younger than themselves.
     */
    @Test
    void noPageWasChangedLastBeforeItsLastEntry() throws Exception {
        var mapper = new JsonMapper();
        List<String> later =
                query(
                        """
                        SELECT p.id FROM page p
                        JOIN page_revision r ON r.page_id = p.id
                        WHERE p.state = 'published' AND r.saved_at <
                            (SELECT max(changed_at) FROM change_entry WHERE page_id = p.id)\
                        """);
        assertThat(later).hasSizeGreaterThan(15);
        for (String id : later) {
            List<String> last =
                    query("SELECT max(changed_at) FROM change_entry WHERE page_id = " + id);
            JsonNode page = mapper.readTree(server.get("/api/v1/pages/" + id).text());
            String slug = page.get("slug").asString();
            assertThat(page.at("/provenance/changedAt").asString()).isEqualTo(last.getFirst());
            JsonNode head =
                    mapper.readTree(
                            server.get("/api/v1/pages?limit=1&after=" + (Long.parseLong(id) - 1))
                                    .text());
            assertThat(head.at("/pages/0/changedAt").asString()).isEqualTo(last.getFirst());

            Document shown = read(address(slug));
            assertThat(
                            shown.expectFirst(
                                            ".provenance dt:containsOwn(Ostatnia zmiana) + dd time")
                                    .attr("datetime"))
                    .isEqualTo(shown.expectFirst(".changes time").attr("datetime"));
        }
    }

    @Test
    void saysWhosePagesDayOfWithdrawalIsUnknown() throws Exception {
        assertThat(read("/stan?dzien=2024-05-01").select("#stan-nieznane").text())
                .contains("dnia wycofania nie znamy", "Liczba takich stron: 8");
        assertThat(read("/stan?dzien=2024-05-01").text()).doesNotContain("Wszystko, co było");
        assertThat(read("/en/stan?dzien=2024-05-01").select("#stan-nieznane").text())
                .contains("Number of such pages: 8");
        assertThat(read("/stan?dzien=2015-05-01").select("#stan-nieznane")).isEmpty();

        for (String slug : query("SELECT slug FROM page WHERE state = 'withdrawn'")) {
            RawHttp.Answer answer = server.get(address(slug));
            assertThat(answer.status()).isEqualTo(410);
            assertThat(Jsoup.parse(answer.text()).select(".facts").text())
                    .contains("data wycofania nieznana (przed przeniesieniem biuletynu)");
        }
    }

    private static String address(String slug) {
        return "/strona/" + PathSegment.encode(slug);
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

package bip.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import bip.server.audit.AuditLog;
import bip.server.changeregister.ChangeRegister;
import bip.server.database.Database;
import bip.server.testing.DemoBulletin;
import bip.server.testing.HandClock;
import bip.server.testing.MigratedDatabase;
import bip.server.testing.RawHttp;
import bip.server.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a court's expert asks of a page that was changed four times within a minute (art. 8 ust. 6
 * pkt 5; R23, R24): the first change was of a link's target alone, the second of a target and a
 * word, the third of the title, the fourth of emphasis.
 */
class PublicVersionsTest {
    private static final Actor ALA = new Actor(1, "ala", "192.0.2.1");
    private static final HandClock CLOCK = new HandClock(Instant.parse("2024-05-01T10:00:01Z"));

    @TempDir private static Path folder;
    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        Path file = MigratedDatabase.at(folder.resolve("bip.db"));
        DemoBulletin.execute(
                file,
                "INSERT INTO account VALUES (1, 'ala', NULL, '', 1, 0, '2024-01-01T00:00:00Z')");
        try (Database database = Database.open(file)) {
            var book = new ActBook(new ChangeRegister(database), new AuditLog(database, CLOCK));
            publish(new PageActs(database, book, List.of(), CLOCK));
        }
        DemoBulletin.execute(
                file,
                """
                INSERT INTO change_entry (page_id, changed_at, kind, reason, account_id, revision)
                VALUES (1, '2024-05-01T10:00:20.000000Z', 'changed', 'bez numeru', 1, NULL),
                       (1, '2020-01-01T00:00:00.000000Z', 'changed', 'dawno', 1, NULL)\
                """);
        server = TestServer.startOn(folder, Map.of("BIP_BASE_URL", "https://bip.example"), CLOCK);
    }

    private static void publish(PageActs pages) {
        pages.create(
                new NewPage(
                        PageContent.of("Druk", text("https://a.example/1.pdf", "10")),
                        "druk",
                        null,
                        "Nowy druk",
                        ALA));
        edit(pages, 1, "Druk", text("https://a.example/2.pdf", "10"));
        edit(pages, 2, "Druk", text("https://b.example/2.pdf", "14"));
        edit(pages, 3, "Wniosek", text("https://b.example/2.pdf", "14"));
        edit(pages, 4, "Wniosek", text("https://b.example/2.pdf", "**14**"));
    }

    private static String text(String address, String days) {
        return "Pobierz [wzór druku](" + address + ").\n\nTermin: " + days + " dni.";
    }

    private static void edit(PageActs pages, int number, String title, String text) {
        CLOCK.advance(Duration.ofSeconds(7));
        pages.edit(new PageAct(1, "Poprawka", ALA), number, PageContent.of(title, text));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void namesTheOldAndTheNewTargetOfALink() throws IOException {
        Document targetOnly = read("/strona/druk/porownanie?od=1&do=2");
        Document withWord = read("/strona/druk/porownanie?od=2&do=3");

        assertThat(targetOnly.select("section[aria-labelledby=odnosniki] li").eachText())
                .containsExactly(
                        "Odnośnik wzór druku: było https://a.example/1.pdf, jest"
                                + " https://a.example/2.pdf");
        assertThat(targetOnly.text()).contains("Różnią się adresy odnośników");
        assertThat(withWord.select("section[aria-labelledby=odnosniki] li").eachText())
                .containsExactly(
                        "Odnośnik wzór druku: było https://a.example/2.pdf, jest"
                                + " https://b.example/2.pdf");
        assertThat(withWord.select("section[aria-labelledby=tekst] ins").text()).contains("14");
        assertThat(withWord.text()).contains("Układ i wyróżnienia też mogły się zmienić");
        assertThat(read("/en/strona/druk/porownanie?od=1&do=2").text())
                .contains("Link wzór druku: was https://a.example/1.pdf, is");
    }

    @Test
    void saysOfEmphasisAloneThatNoAddressDiffers() throws IOException {
        Document page = read("/strona/druk/porownanie?od=4&do=5");

        assertThat(page.select("section[aria-labelledby=odnosniki]")).isEmpty();
        assertThat(page.text())
                .contains(
                        "Słowa i adresy odnośników są w obu wersjach te same. Różnią się tylko"
                                + " układem albo wyróżnieniami.");
    }

    @Test
    void theRegisterCallsAPageAsItWasCalledThen() throws IOException {
        List<String> then = List.of("Wniosek", "Wniosek", "Druk", "Druk", "Druk", "Druk", "Druk");
        Document register = read("/zmiany");
        var mapper = new JsonMapper();
        Document atom = Jsoup.parse(server.get("/zmiany.atom").text(), "", Parser.xmlParser());

        assertThat(register.select(".register-title").eachText()).isEqualTo(then);
        assertThat(register.select(".register-title a").eachAttr("href"))
                .containsOnly("/strona/druk");
        assertThat(register.select(".register-what strong + span").eachText())
                .contains(": bez numeru")
                .last()
                .isEqualTo(": dawno");
        assertThat(
                        mapper.readTree(server.get("/zmiany.json").text())
                                .get("entries")
                                .findValuesAsString("title"))
                .isEqualTo(then);
        assertThat(atom.select("entry > title").eachText())
                .containsExactly(
                        "zmiana: Wniosek",
                        "zmiana: Wniosek",
                        "zmiana: Druk",
                        "zmiana: Druk",
                        "zmiana: Druk",
                        "utworzenie: Druk",
                        "zmiana: Druk");
        assertThat(server.get("/zmiany.csv").text().split(",Wniosek,", -1)).hasSize(3);
        assertThat(
                        mapper.readTree(server.get("/api/v1/changes").text())
                                .get("changes")
                                .findValuesAsString("title"))
                .containsExactlyInAnyOrderElementsOf(then);
    }

    @Test
    void timesTellTheOrderAndTheirZone() throws IOException {
        assertThat(read("/strona/druk/wersje").select(".register-when").eachText())
                .containsExactly(
                        "1 maja 2024, 12:00:29",
                        "1 maja 2024, 12:00:22",
                        "1 maja 2024, 12:00:15",
                        "1 maja 2024, 12:00:08",
                        "1 maja 2024, 12:00:01");
        assertThat(read("/strona/druk/wersja/2").select(".dateline").text())
                .isEqualTo("Wersja 2, 1 maja 2024, 12:00:08 (czas urzędowy w Polsce)");
        assertThat(read("/zmiany").select(".register-when").eachText())
                .startsWith("1 maja 2024, 12:00:29", "1 maja 2024, 12:00:22")
                .endsWith("1 stycznia 2020, 01:00");
        assertThat(read("/strona/druk").select(".changes time").eachText())
                .startsWith("1 maja 2024, 12:00:29")
                .endsWith("1 stycznia 2020, 01:00");
        for (String address : List.of("", "/wersje", "/wersja/1", "/porownanie?od=1&do=2")) {
            assertThat(read("/strona/druk" + address).text()).containsOnlyOnce("czas urzędowy");
            assertThat(read("/en/strona/druk" + address).text())
                    .containsOnlyOnce("official time in Poland");
        }
        assertThat(read("/zmiany").text()).containsOnlyOnce("czas urzędowy w Polsce");
    }

    private static Document read(String address) throws IOException {
        RawHttp.Answer answer = server.get(address);
        assertThat(answer.status()).as(address).isEqualTo(200);
        return Jsoup.parse(answer.text());
    }
}

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
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a comparison shows beside the words of paragraphs: rows of tables, and who produced the
 * information and answers for it (art. 6 ust. 2, art. 8 ust. 6; R23).
 */
class VersionComparisonTest {
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
        server = TestServer.startOn(folder, Map.of(), CLOCK);
    }

    private static void publish(PageActs pages) {
        pages.create(
                new NewPage(content("22", "Sekretarz", null, null), "cennik", null, "Cennik", ALA));
        pages.edit(new PageAct(1, "Podwyżka", ALA), 1, content("25", "Sekretarz", null, null));
        pages.edit(
                new PageAct(1, "Metryczka", ALA),
                2,
                content("25", "Skarbnik <b>", "Wójt", LocalDate.of(2024, 4, 30)));
        pages.edit(
                new PageAct(1, "Metryczka", ALA),
                3,
                content("25", "Skarbnik <b>", null, LocalDate.of(2024, 4, 30)));
    }

    private static PageContent content(
            String fee,
            String producedBy,
            @Nullable String responsible,
            @Nullable LocalDate producedOn) {
        return new PageContent(
                "Cennik",
                null,
                """
                | Czynność | Opłata |
                |---|---:|
                | odpis | %s zł |
                | duplikat | 30 zł |
                """
                        .formatted(fee),
                producedBy,
                responsible,
                producedOn);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aRowOfATableStaysALine() throws IOException {
        Document page = read("/strona/cennik/porownanie?od=1&do=2");

        assertThat(page.select("section[aria-labelledby=tekst] p:not(.note)").eachText())
                .containsExactly(
                        "Czynność | Opłata",
                        "odpis | [usunięto: 22 koniec usunięcia] [dodano: 25 koniec dodania] zł",
                        "duplikat | 30 zł");
        assertThat(page.select("section[aria-labelledby=metryczka]")).isEmpty();
    }

    @Test
    void namesWhoProducedItAndAnswersForItBeforeAndAfter() throws IOException {
        assertThat(changes("/strona/cennik/porownanie?od=2&do=3"))
                .containsExactly(
                        "Wytworzył(a): było Sekretarz, jest Skarbnik <b>",
                        "Odpowiada za treść: dodano Wójt",
                        "Data wytworzenia: dodano 30 kwietnia 2024");
        assertThat(changes("/strona/cennik/porownanie?od=3&do=4"))
                .containsExactly("Odpowiada za treść: usunięto Wójt");
        assertThat(changes("/en/strona/cennik/porownanie?od=1&do=3"))
                .containsExactly(
                        "Produced by: was Sekretarz, is Skarbnik <b>",
                        "Responsible for the content: added Wójt",
                        "Produced on: added 30 April 2024");
    }

    private static List<String> changes(String address) throws IOException {
        return read(address).select("section[aria-labelledby=metryczka] li").eachText();
    }

    private static Document read(String address) throws IOException {
        RawHttp.Answer answer = server.get(address);
        assertThat(answer.status()).as(address).isEqualTo(200);
        return Jsoup.parse(answer.text());
    }
}

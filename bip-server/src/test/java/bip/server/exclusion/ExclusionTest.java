package bip.server.exclusion;

import static org.assertj.core.api.Assertions.assertThat;

import bip.server.audit.AuditLog;
import bip.server.audit.Author;
import bip.server.database.Database;
import bip.server.testing.DemoBulletin;
import bip.server.testing.HandClock;
import bip.server.testing.ImportedBulletin;
import bip.server.testing.TestServer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is withheld is shown in its place (art. 8 ust. 5; R15). */
class ExclusionTest {
    private final HandClock clock = new HandClock(Instant.parse("2026-03-02T08:00:00Z"));
    private final Author author = new Author(1, "administrator", "192.0.2.1");

    @Test
    void showsItAtThePageAndInTheList(@TempDir Path folder) throws Exception {
        try (TestServer server = TestServer.startOn(ImportedBulletin.in(folder), Map.of(), clock);
                Database database = Database.open(server.database())) {
            long page =
                    Long.parseLong(
                            DemoBulletin.query(
                                            server.database(),
                                            "SELECT id FROM page WHERE slug = 'dyzury-radnych'")
                                    .getFirst());
            List<Long> told = new ArrayList<>();
            var editing =
                    new ExclusionEditing(
                            database, new AuditLog(database, clock), List.of(told::add), clock);
            assertThat(Jsoup.parse(server.get("/wylaczenia").text()).select(".note")).hasSize(1);

            assertThat(
                            editing.enter(
                                    exclusion(page, "adresy radnych", "art. 5 ust. 2 ustawy"),
                                    author))
                    .isInstanceOf(ExclusionEditing.Outcome.Entered.class);

            assertThat(told).containsExactly(page);
            for (String language : List.of("", "/en")) {
                var shown = Jsoup.parse(server.get(language + "/strona/dyzury-radnych").text());
                assertThat(shown.select(".withheld dd").eachText())
                        .containsExactly(
                                "adresy radnych", "art. 5 ust. 2 ustawy", "Wójt", "radnych");
                var list = Jsoup.parse(server.get(language + "/wylaczenia").text());
                assertThat(list.select(".card h2 a").eachAttr("href"))
                        .containsExactly(language + "/strona/dyzury-radnych");
                assertThat(list.text()).doesNotContain("??");
            }
            assertThat(
                            DemoBulletin.query(
                                    server.database(),
                                    "SELECT kind, subject, detail FROM audit_entry"))
                    .containsExactly(
                            "exclusion-entered|page/%d|adresy radnych (art. 5 ust. 2 ustawy)"
                                    .formatted(page));
            assertThat(editing.enter(exclusion(999_999, "x", "y"), author))
                    .isInstanceOf(ExclusionEditing.Outcome.Absent.class);
            assertThat(server.get("/wylaczenia?p=2").status()).isEqualTo(404);
        }
    }

    @Test
    void demandsEveryField() {
        assertThat(new Exclusion(1, " ", "", "\u200b", "").problems())
                .containsOnlyKeys("scope", "legalBasis", "excludedBy");
        assertThat(exclusion(1, "adres", "art. 8 RODO").problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "art. 5 ust. 2",
                "Art. 5 ust. 2 ustawy o dostępie",
                "art.5 ust.2",
                "art. 5 ust. 1 i 2",
            })
    void asksInWhoseInterestWherePrivacyOrATradeSecretIsProtected(String basis) {
        assertThat(new Exclusion(1, "adres", basis, "Wójt", "").problems())
                .containsOnlyKeys("inInterestOf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"art. 5 ust. 1", "art. 15 ust. 2", "art. 5 ust. 21"})
    void asksItNowhereElse(String basis) {
        assertThat(new Exclusion(1, "adres", basis, "Wójt", "").problems()).isEmpty();
    }

    private static Exclusion exclusion(long page, String scope, String basis) {
        return new Exclusion(page, scope, basis, "Wójt", "radnych");
    }
}

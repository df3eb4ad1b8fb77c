package bip.server.section;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bip.server.audit.AuditLog;
import bip.server.database.Database;
import bip.server.section.SectionActs.Act;
import bip.server.section.SectionActs.Outcome;
import bip.server.testing.DemoBulletin;
import bip.server.testing.HandClock;
import bip.server.testing.MigratedDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The subject menu on a real database: what is there from the first day, and how it changes. */
class SectionActsTest {

    @TempDir private Path folder;
    private Path file;
    private Database database;
    private SectionCatalog catalog;
    private SectionActs acts;

    @BeforeEach
    void open() throws SQLException {
        file = MigratedDatabase.at(folder.resolve("bip.db"));
        DemoBulletin.execute(
                file,
                "INSERT INTO account VALUES (1, 'a', NULL, 'x', 0, 0, '2026-01-01T00:00:00Z')");
        database = Database.open(file);
        catalog = new SectionCatalog(database);
        var clock = new HandClock(Instant.parse("2026-05-01T10:00:00Z"));
        acts = new SectionActs(database, new AuditLog(database, clock), clock);
    }

    @AfterEach
    void close() {
        catalog.close();
        database.close();
    }

    @Test
    void beginsWithTheMenuOfAGminaEachLeafWithItsBasis() {
        SectionTree tree = catalog.tree();

        assertThat(tree.top()).hasSize(21);
        assertThat(tree.top().getFirst().title()).isEqualTo("Gmina");
        assertThat(tree.trail(601))
                .extracting(Section::title)
                .containsExactly("Prawo miejscowe", "Uchwały Rady");
        for (Section top : tree.top()) {
            for (Section section : tree.childrenOf(top)) {
                assertWhole(section);
            }
            assertWhole(top);
        }
        assertThat(section("uchwaly-rady").basis())
                .isEqualTo(
                        "art. 6 ust. 1 pkt 3 lit. c i pkt 4 lit. a ustawy o dostępie do informacji"
                                + " publicznej");
    }

    private static void assertWhole(Section section) {
        assertThat(section.basis().isEmpty())
                .as(section.title())
                .isEqualTo(section.duty() == Section.Duty.OPTIONAL);
        assertThat(List.of(section.titleEn(), section.scope(), section.scopeEn()))
                .as(section.title())
                .noneMatch(String::isBlank);
    }

    /** R13: the category of that exact name exists and stays. */
    @Test
    void neverTakesReuseOutOfTheMenu() {
        Section reuse = section("ponowne-wykorzystywanie");

        assertThat(reuse.title()).isEqualTo("Ponowne wykorzystywanie");
        assertThat(acts.rename(act(reuse.id()), "Inne", "Other", "inne"))
                .isInstanceOf(Outcome.Fixed.class);
        assertThat(acts.move(act(reuse.id()), 100L, 1)).isInstanceOf(Outcome.Fixed.class);
        assertThatThrownBy(() ->
                        DemoBulletin.execute(
                                file,
                                "PRAGMA foreign_keys = OFF",
                                "DELETE FROM section WHERE id = " + reuse.id()))
                .hasMessageContaining("never taken out of the menu");
    }

    @Test
    void leadsFromEveryAddressThatASectionEverHad() {
        Section section = section("petycje");

        acts.rename(act(section.id()), "Petycje do Rady", "Petitions", "petycje-do-rady");
        acts.rename(act(section.id()), "Petycje", "Petitions", "petycje-mieszkancow");

        assertThat(catalog.find("petycje-mieszkancow")).isInstanceOf(FoundSection.Here.class);
        for (String old : List.of("petycje", "petycje-do-rady")) {
            assertThat(catalog.find(old))
                    .isEqualTo(new FoundSection.Moved(section("petycje-mieszkancow")));
        }
        assertThat(acts.rename(act(100), "Petycje", "Petitions", "petycje-do-rady"))
                .isInstanceOf(Outcome.AddressTaken.class);
        assertThat(acts.rename(act(100), "Gmina", "Municipality", "Gmina Ż"))
                .isInstanceOf(Outcome.AddressUnfit.class);
        assertThat(acts.rename(act(section.id()), "Petycje", "Petitions", "petycje"))
                .as("back to its own old address")
                .isInstanceOf(Outcome.Done.class);
        assertThat(catalog.find("petycje")).isInstanceOf(FoundSection.Here.class);
        assertThat(catalog.find("nie-ma")).isInstanceOf(FoundSection.Absent.class);
    }

    @Test
    void movesASectionWithAllThatIsUnderIt() throws SQLException {
        Outcome outcome = acts.move(act(1400), 600L, 2);

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(catalog.tree().trail(1400))
                .extracting(Section::title)
                .containsExactly("Prawo miejscowe", "Kontrole");
        assertThat(catalog.tree().childrenOf(section("prawo-miejscowe")))
                .extracting(Section::title)
                .containsExactly(
                        "Uchwały Rady",
                        "Kontrole",
                        "Projekty uchwał",
                        "Zarządzenia Wójta",
                        "Teksty jednolite i dziennik urzędowy");
        assertThat(DemoBulletin.query(file, "SELECT kind, subject, detail FROM audit_entry"))
                .containsExactly("section-moved|section/1400|powód próby");
    }

    @Test
    void refusesPlacesWhereNobodyWouldFindASection() {
        assertThat(acts.move(act(600), 601L, 1)).isInstanceOf(Outcome.PlaceUnfit.class);
        assertThat(acts.move(act(600), 600L, 1)).isInstanceOf(Outcome.PlaceUnfit.class);
        assertThat(acts.move(act(700), 600L, 1))
                .as("three levels")
                .isInstanceOf(Outcome.Done.class);
        assertThat(acts.move(act(600), 100L, 1)).as("four").isInstanceOf(Outcome.PlaceUnfit.class);
        assertThat(acts.move(act(601), 9999L, 1)).isInstanceOf(Outcome.Absent.class);
        assertThat(acts.move(act(9999), null, 1)).isInstanceOf(Outcome.Absent.class);
    }

    @Test
    void countsPublishedPagesOfASectionAndOfAllUnderIt() throws SQLException {
        DemoBulletin.execute(
                file,
                """
                INSERT INTO page
                    (id, slug, state, in_menu, created_at, created_by, section_id, archived_at,
                     withdrawn_reason)
                VALUES (1, 'a', 'published', 0, '2026-01-01T00:00:00Z', 1, 601, NULL, NULL),
                       (2, 'b', 'published', 0, '2026-01-02T00:00:00Z', 1, 601, NULL, NULL),
                       (3, 'c', 'published', 0, '2026-01-03T00:00:00Z', 1, 600, NULL, NULL),
                       (4, 'd', 'published', 0, '2026-01-04T00:00:00Z', 1, 601,
                        '2026-02-01T00:00:00Z', NULL),
                       (5, 'e', 'withdrawn', 0, '2026-01-05T00:00:00Z', 1, 601, NULL, 'x')\
                """,
                """
                INSERT INTO page_revision (page_id, number, title, markdown, saved_at, saved_by)
                SELECT id, 1, 'Strona ' || slug, '', created_at, 1 FROM page\
                """);

        var counts = catalog.count();

        assertThat(counts.in(section("uchwaly-rady"))).isEqualTo(2);
        assertThat(counts.under(section("prawo-miejscowe"))).isEqualTo(3);
        assertThat(counts.under(section("gmina"))).isZero();
        assertThat(catalog.listPages(601, 0, 25))
                .extracting(page -> page.slug())
                .containsExactly("b", "a");
        assertThat(catalog.listPages(601, 1, 25))
                .extracting(page -> page.slug())
                .containsExactly("a");
        assertThat(catalog.trailOfPage(1))
                .extracting(Section::slug)
                .containsExactly("prawo-miejscowe", "uchwaly-rady");
    }

    private Section section(String slug) {
        return switch (catalog.find(slug)) {
            case FoundSection.Here(var section) -> section;
            case FoundSection.Moved _, FoundSection.Absent _ -> throw new AssertionError(slug);
        };
    }

    private static Act act(long section) {
        return new Act(section, "powód próby", 1, "a", "127.0.0.1");
    }
}

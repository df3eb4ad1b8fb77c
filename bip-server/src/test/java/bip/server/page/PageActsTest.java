package bip.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bip.server.audit.AuditLog;
import bip.server.changeregister.ChangeRegister;
import bip.server.database.Database;
import bip.server.testing.DemoBulletin;
import bip.server.testing.HandClock;
import bip.server.testing.MigratedDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageActsTest {
    private static final Actor ALA = new Actor(1, "ala", "192.0.2.1");

    @TempDir private Path folder;
    private final HandClock clock = new HandClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final List<Long> told = new ArrayList<>();
    private final AtomicBoolean frozen = new AtomicBoolean();
    private Path file;
    private Database database;
    private PageActs acts;
    private PageEditing editing;

    @BeforeEach
    void open() throws SQLException {
        file = MigratedDatabase.at(folder.resolve("bip.db"));
        DemoBulletin.execute(
                file,
                "INSERT INTO account VALUES (1, 'ala', NULL, '', 1, 0, '2026-01-01T00:00:00Z')",
                "INSERT INTO section (id, position, slug, title, title_en, basis, duty, fixed)"
                        + " VALUES (7, 99, 'laki', 'Łąki', 'Council', '', 'mandatory', 0)");
        database = Database.open(file, frozen::get);
        var register = new ChangeRegister(database);
        var audit = new AuditLog(database, clock);
        acts = new PageActs(database, new ActBook(register, audit), List.of(told::add), clock);
        editing = new PageEditing(database, register, audit, List.of(), clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aPageIsPublishedWithItsProvenanceAtTheTimeOfTheServer() throws SQLException {
        assertThat(create("Łąki gminne")).isEqualTo(new ActOutcome.Done(1, "laki-gminne", 1));

        assertThat(query("SELECT slug, state, created_at, section_id FROM page"))
                .containsExactly("laki-gminne|published|2026-03-01T12:00:00.000000Z|7");
        assertThat(
                        query(
                                """
                                SELECT title, summary, produced_by, responsible, produced_on
                                FROM page_revision\
                                """))
                .containsExactly("Łąki gminne|Krótko.|Referat|Wójt|2026-02-28");
        assertThat(query("SELECT kind, reason, revision, changed_at FROM change_entry"))
                .containsExactly("created|Nowe łąki|1|2026-03-01T12:00:00.000000Z");
        assertThat(query("SELECT kind, subject FROM audit_entry"))
                .containsExactly("page-created|page/1");
        assertThat(query("SELECT number, slug, section_id, state FROM page_standing"))
                .containsExactly("1|laki-gminne|7|published");
        assertThat(told).containsExactly(1L);
    }

    @Test
    void anEditOfTheTextCarriesSummaryAndProvenanceOver() throws SQLException {
        create("Łąki");
        var edit = new PageEdit(1, 1, "Łąki", "Nowa treść.", "Nowe dane", 1, "ala", "192.0.2.1");

        assertThat(editing.save(edit)).isEqualTo(new PageEditing.Outcome.Saved(2));

        assertThat(
                        query(
                                """
                                SELECT markdown, summary, produced_by, responsible, produced_on
                                FROM page_revision WHERE number = 2\
                                """))
                .containsExactly("Nowa treść.|Krótko.|Referat|Wójt|2026-02-28");
        assertThat(query("SELECT revision FROM change_entry ORDER BY id"))
                .containsExactly("1", "2");
    }

    @Test
    void anEditSaysWhenItChangesNothingOrWasOvertaken() {
        create("Łąki");
        assertThat(acts.edit(act("x"), 1, content("Łąki"))).isEqualTo(new ActOutcome.Unchanged());
        assertThat(acts.edit(act("x"), 1, PageContent.of("Łąka", "Treść.")))
                .isEqualTo(new ActOutcome.Done(1, "laki", 2));
        assertThat(acts.edit(act("x"), 1, PageContent.of("Łan", "Treść.")))
                .isEqualTo(new ActOutcome.Overtaken(2));
    }

    @Test
    void anAddressIsNeverGivenToAnotherPageButMayBeTakenBack() throws SQLException {
        create("Łąki");
        create("Lasy");
        assertThat(acts.rename(act("Nowa nazwa"), "pola"))
                .isEqualTo(new ActOutcome.Done(1, "pola", 1));

        assertThat(acts.rename(new PageAct(2, "x", ALA), "laki"))
                .isEqualTo(new ActOutcome.AddressTaken("laki"));
        assertThat(acts.create(page("Łąki", "laki")))
                .isEqualTo(new ActOutcome.AddressTaken("laki"));
        assertThat(create("Łąki")).isEqualTo(new ActOutcome.Done(3, "laki-2", 1));
        assertThat(acts.rename(act("Jednak"), "laki")).isEqualTo(new ActOutcome.Done(1, "laki", 1));
        assertThat(acts.rename(act("x"), "laki")).isEqualTo(new ActOutcome.Unchanged());
        assertThat(acts.rename(act("x"), "a/b")).isEqualTo(new ActOutcome.AddressUnusable("a/b"));
        assertThat(query("SELECT slug FROM page_address WHERE page_id = 1 ORDER BY slug"))
                .containsExactly("laki", "pola");
        assertThat(query("SELECT number, slug FROM page_standing WHERE page_id = 1"))
                .containsExactly("1|laki", "2|pola", "3|laki");
    }

    @Test
    void eachActIsInBothBooksAndInTheStandings() throws SQLException {
        create("Łąki");
        acts.move(act("Inny dział"), null);
        acts.archive(act("Nieaktualne"));
        acts.restore(act("Pomyłka"));
        clock.advance(Duration.ofDays(1));
        acts.withdraw(act("Dane osobowe"), "art. 5 ust. 2");

        assertThat(query("SELECT kind FROM change_entry ORDER BY id"))
                .containsExactly("created", "moved", "archived", "restored", "withdrawn");
        assertThat(query("SELECT kind FROM audit_entry ORDER BY number"))
                .containsExactly(
                        "page-created",
                        "page-moved",
                        "page-archived",
                        "page-restored",
                        "page-withdrawn");
        assertThat(query("SELECT number, section_id, state, reason FROM page_standing"))
                .containsExactly(
                        "1|7|published|Nowe łąki",
                        "2|null|published|Inny dział",
                        "3|null|archived|Nieaktualne",
                        "4|null|published|Pomyłka",
                        "5|null|withdrawn|Dane osobowe");
        assertThat(query("SELECT withdrawn_at, withdrawn_reason, withdrawn_basis FROM page"))
                .containsExactly("2026-03-02T12:00:00.000000Z|Dane osobowe|art. 5 ust. 2");
    }

    @Test
    void aWithdrawnPageNeverComesBack() {
        create("Łąki");
        acts.withdraw(act("x"), "y");
        var gone = new ActOutcome.Withdrawn();

        assertThat(acts.restore(act("x"))).isEqualTo(gone);
        assertThat(acts.edit(act("x"), 1, content("y"))).isEqualTo(gone);
        assertThat(acts.rename(act("x"), "y")).isEqualTo(gone);
        assertThat(acts.withdraw(act("x"), "y")).isEqualTo(gone);
    }

    @Test
    void nothingIsWrittenWhileFrozenOrForWhatIsNotThere() throws SQLException {
        assertThat(acts.archive(act("x"))).isEqualTo(new ActOutcome.Absent());
        create("Łąki");
        assertThat(acts.move(act("x"), 99L)).isEqualTo(new ActOutcome.Absent());
        frozen.set(true);
        assertThat(create("Lasy")).isEqualTo(new ActOutcome.Frozen());
        assertThat(query("SELECT count(*) FROM page")).containsExactly("1");
        assertThat(told).containsExactly(1L);
    }

    @Test
    void noActIsWithoutAReason() {
        assertThatThrownBy(() -> act(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> acts.withdraw(act("x"), " "))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private ActOutcome create(String title) {
        return acts.create(page(title, ""));
    }

    private static NewPage page(String title, String slug) {
        return new NewPage(content(title), slug, 7L, "Nowe łąki", ALA);
    }

    private static PageContent content(String title) {
        return new PageContent(
                title, "Krótko.", "Treść.", "Referat", "Wójt", LocalDate.of(2026, 2, 28));
    }

    private static PageAct act(String reason) {
        return new PageAct(1, reason, ALA);
    }

    private List<String> query(String sql) throws SQLException {
        return DemoBulletin.query(file, sql);
    }
}

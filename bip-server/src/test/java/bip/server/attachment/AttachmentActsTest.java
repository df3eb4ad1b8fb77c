package bip.server.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import bip.server.audit.AuditLog;
import bip.server.changeregister.ChangeRegister;
import bip.server.database.Database;
import bip.server.page.ActBook;
import bip.server.page.Actor;
import bip.server.page.NewPage;
import bip.server.page.PageAct;
import bip.server.page.PageActs;
import bip.server.page.PageContent;
import bip.server.testing.DemoBulletin;
import bip.server.testing.HandClock;
import bip.server.testing.MigratedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttachmentActsTest {
    private static final Actor ALA = new Actor(1, "ala", "192.0.2.1");
    private static final PageAct ACT = new PageAct(1, "Nowy plik", ALA);

    @TempDir private Path folder;
    private final HandClock clock = new HandClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final List<Long> told = new ArrayList<>();
    private Path file;
    private Database database;
    private PageActs pages;
    private AttachmentActs acts;

    @BeforeEach
    void open() throws SQLException {
        file = MigratedDatabase.at(folder.resolve("bip.db"));
        DemoBulletin.execute(
                file,
                "INSERT INTO account VALUES (1, 'ala', NULL, '', 1, 0, '2026-01-01T00:00:00Z')");
        database = Database.open(file);
        var book = new ActBook(new ChangeRegister(database), new AuditLog(database, clock));
        pages = new PageActs(database, book, List.of(), clock);
        acts = new AttachmentActs(database, book, List.of(told::add), clock);
        pages.create(new NewPage(PageContent.of("Łąki", "Treść."), "", null, "Nowa", ALA));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aFileIsAttachedReplacedAndRemovedAndEveryVersionIsKept() throws Exception {
        assertThat(acts.attach(ACT, file("plan.pdf", "pierwszy")))
                .isEqualTo(new FileOutcome.Done(1, 1));
        assertThat(acts.replace(ACT, 1, file("plan.pdf", "drugi")))
                .isEqualTo(new FileOutcome.Done(1, 2));
        assertThat(acts.replace(ACT, 2, file("plan.pdf", "trzeci")))
                .isEqualTo(new FileOutcome.Done(1, 3));
        assertThat(query("SELECT id, series_id, number, ended_kind FROM attachment"))
                .containsExactly("1|null|1|replaced", "2|1|2|replaced", "3|1|3|null");

        assertThat(acts.detach(new PageAct(1, "Dane osobowe", ALA), 3))
                .isEqualTo(new FileOutcome.Done(1, 3));

        assertThat(query("SELECT id, ended_kind, ended_reason FROM attachment"))
                .containsExactly(
                        "1|removed|Dane osobowe",
                        "2|removed|Dane osobowe",
                        "3|removed|Dane osobowe");
        assertThat(query("SELECT kind FROM change_entry ORDER BY id"))
                .containsExactly("created", "attached", "replaced", "replaced", "detached");
        assertThat(query("SELECT kind, subject FROM audit_entry ORDER BY number"))
                .endsWith("file-replaced|page/1/file/3", "file-detached|page/1/file/3");
        assertThat(query("SELECT added_by, produced_by, produced_on FROM attachment WHERE id = 1"))
                .containsExactly("1|Referat|2026-02-28");
        assertThat(told).containsExactly(1L, 1L, 1L, 1L);
    }

    @Test
    void onlyWhatIsShownNowIsReplacedOrRemoved() throws Exception {
        acts.attach(ACT, file("plan.pdf", "pierwszy"));
        acts.replace(ACT, 1, file("plan.pdf", "drugi"));

        assertThat(acts.replace(ACT, 1, file("plan.pdf", "x"))).isEqualTo(new FileOutcome.Absent());
        assertThat(acts.detach(ACT, 1)).isEqualTo(new FileOutcome.Absent());
        assertThat(acts.detach(new PageAct(9, "x", ALA), 2)).isEqualTo(new FileOutcome.Absent());
        pages.withdraw(new PageAct(1, "x", ALA), "y");
        assertThat(acts.detach(ACT, 2)).isEqualTo(new FileOutcome.Withdrawn());
    }

    private NewFile file(String name, String content) throws IOException {
        Path source = Files.writeString(folder.resolve("source"), content);
        var stored = new AttachmentStore(folder.resolve("attachments")).store(source);
        return new NewFile(
                name,
                stored,
                "application/pdf",
                "Plan",
                null,
                "Referat",
                "Wójt",
                LocalDate.of(2026, 2, 28));
    }

    private List<String> query(String sql) throws SQLException {
        return DemoBulletin.query(file, sql);
    }
}

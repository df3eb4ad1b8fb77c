package bip.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import bip.server.audit.AuditLog;
import bip.server.changeregister.ChangeRegister;
import bip.server.database.Database;
import bip.server.testing.DemoBulletin;
import bip.server.testing.MigratedDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageEditingTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final PageEdit EDIT =
            new PageEdit(1, 1, "Łąki", "Treść.", "Nowa treść", 1, "ala", "192.0.2.1");

    @Test
    void aSaveThatWasUnderWayWhenTheFreezeCameIsRefusedWholeAndToldNobody(@TempDir Path folder)
            throws Exception {
        Path file = MigratedDatabase.at(folder.resolve("bip.db"));
        DemoBulletin.execute(
                file,
                "INSERT INTO account VALUES (1, 'ala', NULL, '', 1, 0, '2026-01-01T00:00:00Z')",
                "INSERT INTO page (id, slug, state, in_menu, created_at, created_by)"
                        + " VALUES (1, 'laki', 'published', 0, '2026-01-01T00:00:00Z', 1)",
                "INSERT INTO page_revision (page_id, number, title, markdown, saved_at, saved_by)"
                        + " VALUES (1, 1, 'Łąka', 'Treść dawna.', '2026-01-01T00:00:00Z', 1)");
        var frozen = new AtomicBoolean();
        var told = new ArrayList<Long>();
        try (Database database = Database.open(file, frozen::get)) {
            // The time of a revision is asked for in the midst of its transaction.
            InstantSource clock =
                    () -> {
                        frozen.set(true);
                        return NOON;
                    };
            var editing =
                    new PageEditing(
                            database,
                            new ChangeRegister(database),
                            new AuditLog(database, clock),
                            List.of(told::add),
                            clock);

            assertThat(editing.save(EDIT)).isEqualTo(new PageEditing.Outcome.Frozen());
            assertThat(DemoBulletin.query(file, "SELECT title FROM page_revision"))
                    .containsExactly("Łąka");
            assertThat(DemoBulletin.query(file, "SELECT count(*) FROM change_entry"))
                    .containsExactly("0");
            assertThat(told).isEmpty();

            frozen.set(false);
            assertThat(editing.find(1).orElseThrow().revision()).isEqualTo(1);
        }
    }
}

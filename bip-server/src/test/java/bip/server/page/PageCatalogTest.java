package bip.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import bip.server.database.Database;
import bip.server.testing.DemoBulletin;
import bip.server.testing.MigratedDatabase;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageCatalogTest {
    private static final String TEXT =
            """
            INSERT INTO page_revision (page_id, number, title, markdown, saved_at, saved_by)
            VALUES (%d, %d, 'Strona', 'Treść', '2024-05-%sT10:00:00.000000Z', 1)\
            """;
    private static final String ENTRY =
            """
            INSERT INTO change_entry (page_id, changed_at, kind, reason, account_id)
            VALUES (%d, '2024-05-%sT10:00:00.000000Z', '%s', 'Powód', 1)\
            """;

    @TempDir private Path folder = Path.of("");

    @Test
    void aPageWhoseFilesChangedIsLastChangedToo() throws Exception {
        Path file = MigratedDatabase.at(folder.resolve("bip.db"));
        DemoBulletin.execute(
                file,
                "INSERT INTO account VALUES (1, 'ala', NULL, '', 1, 0, '2024-01-01T00:00:00Z')");
        publish(file, 1, "tekst");
        publish(file, 2, "plik");
        publish(file, 3, "nowa");
        publish(file, 4, "bez-rejestru");
        publish(file, 5, "w-archiwum");
        DemoBulletin.execute(file, TEXT.formatted(1, 2, "02"));
        DemoBulletin.execute(file, ENTRY.formatted(1, "02", "changed"));
        DemoBulletin.execute(file, TEXT.formatted(2, 2, "02"));
        DemoBulletin.execute(file, ENTRY.formatted(2, "02", "changed"));
        DemoBulletin.execute(file, ENTRY.formatted(2, "04", "replaced"));
        DemoBulletin.execute(file, TEXT.formatted(4, 2, "03"));
        DemoBulletin.execute(file, ENTRY.formatted(5, "05", "archived"));
        DemoBulletin.execute(
                file,
                "UPDATE page SET archived_at = '2024-05-05T10:00:00.000000Z',"
                        + " archived_reason = 'Stare' WHERE id = 5");
        try (Database database = Database.open(file)) {
            var catalog = new PageCatalog(database);

            assertThat(catalog.listLastChanged(9))
                    .containsExactly(
                            head("plik", "2024-05-04T10:00:00Z"),
                            head("bez-rejestru", "2024-05-03T10:00:00Z"),
                            head("tekst", "2024-05-02T10:00:00Z"));
            assertThat(catalog.listLastChanged(1))
                    .containsExactly(head("plik", "2024-05-04T10:00:00Z"));
        }
    }

    private static void publish(Path file, int id, String slug) throws Exception {
        DemoBulletin.execute(
                file,
                """
                INSERT INTO page (id, slug, state, in_menu, created_at, created_by)
                VALUES (%d, '%s', 'published', 0, '2024-05-01T10:00:00.000000Z', 1)\
                """
                        .formatted(id, slug));
        DemoBulletin.execute(file, TEXT.formatted(id, 1, "01"));
        DemoBulletin.execute(file, ENTRY.formatted(id, "01", "created"));
    }

    private static PageHead head(String slug, String at) {
        return new PageHead(slug, "Strona", Instant.parse(at));
    }
}

package bip.server.maintenance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bip.server.database.Database;
import bip.server.database.Snapshots;
import bip.server.testing.DemoBulletin;
import bip.server.testing.Golden;
import bip.server.testing.ImportedBulletin;
import bip.server.testing.MigratedDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real bulletin, a copy of it made earlier, and what was written since. */
class ChangesCommandTest {

    private static final String SAVE =
            "INSERT INTO page_revision (page_id, number, title, summary, markdown, saved_at,"
                    + " saved_by) SELECT page_id, number + 1, title, summary, markdown"
                    + " || ' i', '%s', saved_by FROM page_revision r WHERE page_id = %d AND number"
                    + " = (SELECT max(number) FROM page_revision WHERE page_id = r.page_id)";

    @TempDir private Path folder = Path.of("");
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path database = Path.of("");
    private Path older = Path.of("");

    @BeforeEach
    void copyABulletin() throws IOException {
        database = ImportedBulletin.in(folder).resolve("bip.db");
        older = folder.resolve("older.db");
        Snapshots.take(database, older, false);
    }

    @Test
    void countsNothingInACopyJustMade() {
        assertThat(changes()).isZero();
        assertThat(text(out))
                .isEqualTo(
                        "{\"format\":\"bip-changes/v1\",\"edits\":0,\"pages\":0,\"attachments\":0,"
                                + "\"accounts\":0,\"auditEntries\":0}\n");
    }

    @Test
    void countsWhatWasWrittenSinceAsTheContractHasIt() throws Exception {
        DemoBulletin.execute(
                database,
                SAVE.formatted("2026-03-02T09:00:00.000000Z", 1),
                SAVE.formatted("2026-03-01T08:00:00.000000Z", 1),
                // Its clock was set back: times alone would not tell it.
                SAVE.formatted("1999-01-01T00:00:00.000000Z", 2),
                "UPDATE page SET state = 'withdrawn', withdrawn_reason = 'x' WHERE id = 3",
                "UPDATE account SET disabled = 1 WHERE id = 1",
                "INSERT INTO attachment (page_id, file_name, size_bytes, media_type, title,"
                        + " created_at) VALUES (1, 'x.pdf', 1, 'application/pdf', 'x', '2026')",
                "INSERT INTO audit_entry (at, kind, previous, hash) VALUES ('2026', 'x', '', '')");

        assertThat(changes()).isZero();

        assertThat(Golden.fieldsOf(text(out))).isEqualTo(Golden.fieldsOfFile("changes.json"));
        assertThat(text(out))
                .contains(
                        "\"edits\":3,\"pages\":3,\"attachments\":1,\"accounts\":1,"
                                + "\"auditEntries\":1")
                .contains("\"first\":\"1999-01-01T00:00:00Z\",\"last\":\"2026-03-02T09:00:00Z\"");
    }

    @Test
    void countsAnImportWhoseTimesAreOld() throws IOException {
        Path before = MigratedDatabase.at(folder.resolve("before.db"));
        assertThat(run("changes", "--database", database.toString(), "--beyond", before.toString()))
                .isZero();
        assertThat(text(out)).doesNotContain("\"edits\":0", "\"pages\":0", "\"attachments\":0");
    }

    @Test
    void readsAnOlderSchema() throws Exception {
        DemoBulletin.execute(
                older,
                "DROP TABLE audit_entry",
                "DELETE FROM flyway_schema_history WHERE version" + " = '0002'");
        assertThat(changes()).isZero();
        assertThat(text(out)).contains("\"edits\":0");
    }

    @Test
    void changesNeitherOfThemWhileAServerHasThemOpen() throws Exception {
        try (Database serving = Database.open(database)) {
            DemoBulletin.execute(database, SAVE.formatted("2026-03-02T09:00:00.000000Z", 1));
            var before = DemoBulletin.digests(folder);
            assertThat(changes()).isZero();
            assertThat(text(out)).contains("\"edits\":1");
            var after = DemoBulletin.digests(folder);
            after.keySet().removeIf(name -> name.endsWith("-shm"));
            before.keySet().removeIf(name -> name.endsWith("-shm"));
            assertThat(after).isEqualTo(before);
            assertThat(serving.schema()).isPositive();
        }
    }

    @Test
    void refusesWhatIsNoBulletin() throws IOException {
        Files.delete(older);
        assertThat(changes()).isEqualTo(1);
        assertThat(text(err)).contains("there is no bulletin in " + older);
        assertThat(older).doesNotExist();

        Files.writeString(older, "Szanowni!".repeat(99));
        assertThat(changes()).isEqualTo(1);
        assertThat(run("changes")).isEqualTo(2);
    }

    private int changes() {
        return run("changes", "--database", database.toString(), "--beyond", older.toString());
    }

    private int run(String... arguments) {
        var workplace =
                new Workplace(
                        Map.of(),
                        Map.of(),
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8),
                        Clock.systemUTC());
        return new Maintenance(workplace, _ -> {}, _ -> ExitStatus.DONE).run(arguments);
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(UTF_8);
    }
}

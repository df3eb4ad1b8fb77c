package bip.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import bip.server.testing.DemoBulletin;
import bip.server.testing.MigratedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigratorTest {
    private static final List<String> GOOD_THEN_BAD = List.of("V0001__good.sql", "V0002__bad.sql");

    @TempDir private Path folder = Path.of("");
    private final List<MigrationEvent> events = new ArrayList<>();

    @Test
    void namesEveryMigrationThatIsInTheFolder() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources", Migrations.FOLDER))) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted())
                    .isEqualTo(Migrations.FILES);
        }
        assertThat(Migrations.FILES.stream().map(Migrations::numberOf))
                .isEqualTo(
                        Stream.iterate(1, number -> number + 1)
                                .limit(Migrations.FILES.size())
                                .toList());
    }

    @Test
    void makesADatabaseAndTellsEachMigration() {
        MigrationEvent end = migrate(new Migrator(InstantSource.system()));

        assertThat(events.getFirst()).isEqualTo(new MigrationEvent.Migrating(1, "bulletin"));
        assertThat(end)
                .isInstanceOfSatisfying(
                        MigrationEvent.Migrated.class,
                        done -> {
                            assertThat(done.from()).isZero();
                            assertThat(done.to()).isEqualTo(Schema.WRITES);
                        });
        assertThat(events.getLast()).isEqualTo(end);
        assertThat(folder.resolve("bip.db-wal")).doesNotExist();
    }

    /** Two machines, or the same one twice, can then be compared row by row. */
    @Test
    void leavesTheSameRowsWheneverItRuns() throws SQLException {
        Path one = MigratedDatabase.migrate(folder.resolve("one.db"));
        Path other = MigratedDatabase.migrate(folder.resolve("other.db"));
        List<String> tables =
                DemoBulletin.query(
                        one,
                        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE"
                                + " 'flyway%'");

        assertThat(tables).contains("page", "section", "section_address", "page_standing");
        for (String table : tables) {
            String rows = "SELECT * FROM " + table;
            assertThat(DemoBulletin.query(other, rows))
                    .as(table)
                    .isEqualTo(DemoBulletin.query(one, rows));
        }
        assertThat(DemoBulletin.query(one, "SELECT * FROM section_address")).hasSize(64);
    }

    @Test
    void findsNothingToDoTheSecondTime() {
        MigratedDatabase.migrate(folder.resolve("bip.db"));

        migrate(new Migrator(InstantSource.system()));

        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        MigrationEvent.Migrated.class,
                        done -> assertThat(done.from()).isEqualTo(done.to()));
    }

    @Test
    void keepsTheMigrationsBeforeTheOneThatFailed() {
        Migrator migrator =
                new Migrator(
                        InstantSource.system(),
                        new MigrationResources("db/migration/failing/", GOOD_THEN_BAD));

        MigrationEvent end = migrate(migrator);

        assertThat(end)
                .isInstanceOfSatisfying(
                        MigrationEvent.Failed.class,
                        failed -> {
                            assertThat(failed.from()).isZero();
                            assertThat(failed.schema()).isEqualTo(2);
                            assertThat(failed.error()).contains("no such table: nowhere");
                            assertThat(failed.busy()).isFalse();
                        });
        assertThat(Migrator.schemaOf(folder.resolve("bip.db")).database()).isEqualTo(1);
    }

    @Test
    void leavesANewerDatabaseAlone() throws SQLException, IOException {
        Path file = MigratedDatabase.migrate(folder.resolve("bip.db"));
        DatabaseTest.pretendSchema(file, 99);
        byte[] before = Files.readAllBytes(file);

        MigrationEvent end = migrate(new Migrator(InstantSource.system()));

        assertThat(end).isEqualTo(new MigrationEvent.TooNew(Migrator.schemaOf(file)));
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    private MigrationEvent migrate(Migrator migrator) {
        return migrator.migrate(folder.resolve("bip.db"), events::add);
    }
}

package bip.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bip.server.database.AccountMapper.AccountRow;
import bip.server.testing.MigratedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig.TransactionMode;

class DatabaseTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Path folder;
    private Database database;

    DatabaseTest(@TempDir Path folder) {
        this.folder = folder;
        this.database = Database.open(MigratedDatabase.at(folder.resolve("bip.db")));
    }

    @BeforeEach
    void isAtTheSchemaThatThisReleaseWrites() {
        assertThat(database.schema()).isEqualTo(Schema.WRITES);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void mapsRowsToRecordsByTheNamesOfTheirParts() {
        add("ala", NOON);

        assertThat(find("ala")).hasValue(new AccountRow(1, "ala", null, true, NOON));
        assertThat(find("nobody")).isEmpty();
    }

    @Test
    void keepsTimesAsTextThatSortsAsTheyDo() {
        add("second", NOON.plusNanos(1_000));
        add("first", NOON);

        assertThat(database.read(AccountMapper.class, AccountMapper::logins))
                .containsExactly("first", "second");
        String text = database.read(AccountMapper.class, m -> m.createdAtText("second"));
        assertThat(text).isEqualTo("2026-03-01T12:00:00.000001Z");
    }

    @Test
    void whatIsKeptIsReadAgainOnlyAfterACommitOfAnybody() {
        var reads = new AtomicInteger();
        try (Kept<List<String>> logins =
                        database.keep(() -> {
                            reads.incrementAndGet();
                            return database.read(AccountMapper.class, AccountMapper::logins);
                        });
                Database other = Database.open(folder.resolve("bip.db"))) {
            assertThat(logins.get()).isEmpty();
            assertThat(logins.get()).isEmpty();
            assertThat(reads).hasValue(1);

            add("ala", NOON);
            assertThat(logins.get()).containsExactly("ala");

            other.write(
                    AccountMapper.class,
                    mapper -> {
                        mapper.add(row("ola", NOON));
                        return true;
                    });
            assertThat(logins.get()).containsExactly("ala", "ola");
            assertThat(logins.get()).containsExactly("ala", "ola");
            assertThat(reads).hasValue(3);
        }
    }

    @Test
    void whatCouldNotBeReadIsReadAtTheNextCall() {
        var answers = new ArrayDeque<>(List.of("no", "yes"));
        try (Kept<String> kept =
                database.keep(() -> {
                    String answer = answers.remove();
                    if (answer.equals("no")) {
                        throw new IllegalStateException("not now");
                    }
                    return answer;
                })) {
            assertThatThrownBy(kept::get).hasMessage("not now");
            assertThat(kept.get()).isEqualTo("yes");
        }
    }

    @Test
    void keepsNothingOfAWriteThatFails() {
        assertThatThrownBy(() ->
                        database.write(
                                AccountMapper.class,
                                mapper -> {
                                    mapper.add(row("ala", NOON));
                                    throw new IllegalStateException("changed my mind");
                                }))
                .hasMessage("changed my mind");

        assertThat(database.read(AccountMapper.class, AccountMapper::logins)).isEmpty();
        add("ola", NOON);
        assertThat(database.read(AccountMapper.class, AccountMapper::logins))
                .containsExactly("ola");
    }

    @Test
    void refusesARowThatPointsNowhere() {
        assertThatThrownBy(() -> database.write(AccountMapper.class, AccountMapper::addOrphan))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("FOREIGN KEY");
    }

    @Test
    void refusesToWriteInARead() {
        assertThatThrownBy(() -> database.read(AccountMapper.class, m -> m.add(row("x", NOON))))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("readonly");
    }

    @Test
    void refusesAWriteWithinAWrite() {
        assertThatThrownBy(() ->
                        database.write(_ -> database.write(AccountMapper.class, m -> m.logins())))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void letsReadersReadWhileAWriterWrites() {
        add("before", NOON);

        List<String> seen =
                database.write(transaction -> {
                    transaction.mapper(AccountMapper.class).add(row("during", NOON));
                    return database.read(AccountMapper.class, AccountMapper::logins);
                });

        assertThat(seen).containsExactly("before");
    }

    @Test
    void takesWritersOneAfterAnother() throws Exception {
        List<Future<?>> writes = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; number < 50; number++) {
                String login = "account" + number;
                writes.add(threads.submit(() -> add(login, NOON)));
            }
        }
        for (Future<?> write : writes) {
            write.get();
        }

        assertThat(database.read(AccountMapper.class, AccountMapper::logins)).hasSize(50);
    }

    @Test
    void saysBusyWhenAnotherProcessKeepsWriting() throws SQLException {
        try (Connection other = connection(folder.resolve("bip.db"));
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");

            assertThatThrownBy(() -> add("ala", NOON)).isInstanceOf(DatabaseBusyException.class);
        }
    }

    @Test
    void keepsWhatWasCommittedAfterItIsClosed() {
        add("ala", NOON);
        database.close();

        assertThat(folder.resolve("bip.db-wal")).doesNotExist();
        database = Database.open(folder.resolve("bip.db"));
        assertThat(database.read(AccountMapper.class, AccountMapper::logins))
                .containsExactly("ala");
    }

    @Test
    void neitherMakesNorMigratesADatabase() throws IOException {
        Path missing = folder.resolve("missing.db");
        Path empty = Files.createFile(folder.resolve("empty.db"));

        for (Path file : List.of(missing, empty)) {
            assertThatThrownBy(() -> Database.open(file).close())
                    .isInstanceOfSatisfying(
                            SchemaMismatchException.class,
                            e -> assertThat(e.schema().database()).isZero());
        }
        assertThat(missing).doesNotExist();
        assertThat(empty).isEmptyFile();
    }

    @Test
    void refusesADatabaseThatIsNewerThanItCanRead() throws SQLException {
        database.close();
        pretendSchema(folder.resolve("bip.db"), 99);

        assertThatThrownBy(() -> Database.open(folder.resolve("bip.db")).close())
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("schema 99")
                .hasMessageContaining("runs on 3 to " + Schema.READS.to());
    }

    @Test
    void refusesADatabaseWhoseMigrationWasAnother() throws SQLException {
        database.close();
        execute(
                folder.resolve("bip.db"),
                "UPDATE flyway_schema_history SET checksum = 1 WHERE version = '0001'");

        assertThatThrownBy(() -> Database.open(folder.resolve("bip.db")).close())
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("checksum");
    }

    @Test
    void refusesAFileThatIsNoDatabase() throws IOException {
        Path file = Files.writeString(folder.resolve("letter.db"), "Szanowni Państwo!".repeat(99));

        assertThatThrownBy(() -> Database.open(file).close())
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("not a database");
    }

    /** Adds the row that a later release's migration would leave. */
    static void pretendSchema(Path file, int schema) throws SQLException {
        execute(
                file,
                "INSERT INTO flyway_schema_history SELECT 1000, '"
                        + schema
                        + "', 'later', type, 'V"
                        + schema
                        + "__later.sql', 1, installed_by, installed_on, 1, 1 FROM"
                        + " flyway_schema_history LIMIT 1");
    }

    static void execute(Path file, String sql) throws SQLException {
        try (Connection connection = connection(file);
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }

    private static Connection connection(Path file) throws SQLException {
        return new SqliteFile(file).existing(TransactionMode.DEFERRED).getConnection();
    }

    private Optional<AccountRow> find(String login) {
        return database.read(AccountMapper.class, mapper -> mapper.find(login));
    }

    private int add(String login, Instant createdAt) {
        return database.write(AccountMapper.class, mapper -> mapper.add(row(login, createdAt)));
    }

    private static AccountRow row(String login, Instant createdAt) {
        return new AccountRow(0, login, null, true, createdAt);
    }
}

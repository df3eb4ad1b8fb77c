package bip.ctl.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On databases that a real SQLite writes. */
class DatabaseMarkTest {

    @TempDir Path folder;

    private Path database;

    @BeforeEach
    void make() throws SQLException {
        database = folder.resolve("bip.db");
        try (Connection connection = open()) {
            run(connection, "CREATE TABLE page (id INTEGER PRIMARY KEY, text TEXT)");
            fill(connection, 200);
        }
    }

    private Connection open() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        run(connection, "PRAGMA journal_mode=WAL");
        run(connection, "PRAGMA synchronous=FULL");
        return connection;
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void fill(Connection connection, int rows) throws SQLException {
        for (int i = 0; i < rows; i++) {
            run(connection, "INSERT INTO page (text) VALUES ('" + "tekst ".repeat(100) + i + "')");
        }
    }

    private static void edit(Connection connection) throws SQLException {
        run(connection, "UPDATE page SET text = 'x' || id WHERE id = 7");
    }

    @Test
    void holdsWhileNobodyWrites() throws Exception {
        try (Connection server = open()) {
            edit(server);
            DatabaseMark mark = DatabaseMark.take(database);
            try (Connection reader = open();
                    Statement statement = reader.createStatement()) {
                statement.executeQuery("SELECT count(*) FROM page").close();
            }
            assertThat(mark.stillHolds(database)).isTrue();
        }
    }

    @Test
    void holdsWhenTheLogIsFoldedIntoTheFile() throws Exception {
        DatabaseMark mark;
        try (Connection server = open()) {
            fill(server, 50);
            mark = DatabaseMark.take(database);
            run(server, "PRAGMA wal_checkpoint(PASSIVE)");
            assertThat(mark.stillHolds(database)).isTrue();
        }
        assertThat(WriteAheadLog.file(database)).doesNotExist();
        assertThat(mark.stillHolds(database)).isTrue();
    }

    @Test
    void holdsWhenTheLogWasEmptyAndIsMadeAnew() throws Exception {
        DatabaseMark mark = DatabaseMark.take(database);
        try (Connection server = open();
                Statement statement = server.createStatement()) {
            statement.executeQuery("SELECT count(*) FROM page").close();
            assertThat(mark.stillHolds(database)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void failsAfterOneCommitByAnybody(boolean hasLog) throws Exception {
        try (Connection server = open()) {
            if (hasLog) {
                edit(server);
            }
            DatabaseMark mark = DatabaseMark.take(database);
            try (Connection other = open()) {
                run(other, "UPDATE page SET text = 'changed' WHERE id = 9");
            }
            assertThat(mark.stillHolds(database)).isFalse();
        }
    }

    @Test
    void failsAfterACommitThatWasFoldedIn() throws Exception {
        DatabaseMark mark;
        try (Connection server = open()) {
            edit(server);
            mark = DatabaseMark.take(database);
            run(server, "UPDATE page SET text = 'changed' WHERE id = 9");
        }
        assertThat(WriteAheadLog.file(database)).doesNotExist();
        assertThat(mark.stillHolds(database)).isFalse();
    }

    @Test
    void failsWhenTheLogBeganAgain() throws Exception {
        try (Connection server = open()) {
            edit(server);
            DatabaseMark mark = DatabaseMark.take(database);
            run(server, "PRAGMA wal_checkpoint(RESTART)");
            assertThat(mark.stillHolds(database)).isTrue();
            run(server, "UPDATE page SET text = 'changed' WHERE id = 9");
            assertThat(mark.stillHolds(database)).isFalse();
        }
    }

    @Test
    void passesOverWhatWasNotCommitted() throws Exception {
        try (Connection server = open()) {
            edit(server);
            DatabaseMark mark = DatabaseMark.take(database);
            server.setAutoCommit(false);
            run(server, "PRAGMA cache_size=1");
            fill(server, 500);
            assertThat(mark.stillHolds(database)).isTrue();
            server.rollback();
            assertThat(mark.stillHolds(database)).isTrue();
        }
    }

    /** The sum over the file and its log must be that of the file after the log was folded in. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void seesTheSamePagesInFileAndLog(long seed) throws Exception {
        var random = new Random(seed);
        PageSum withLog;
        try (Connection server = open()) {
            for (int i = 0; i < 20; i++) {
                switch (random.nextInt(4)) {
                    case 0 -> fill(server, random.nextInt(30));
                    case 1 -> run(server, "DELETE FROM page WHERE id % 7 = " + random.nextInt(7));
                    case 2 -> run(server, "PRAGMA wal_checkpoint(PASSIVE)");
                    default -> run(server, "UPDATE page SET text = text || 'y' WHERE id < 40");
                }
            }
            withLog = PageSum.of(database, WriteAheadLog.read(database));
        }
        assertThat(PageSum.of(database, WriteAheadLog.read(database))).isEqualTo(withLog);
    }

    @Test
    void anotherFileIsSummedAsItIs() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "1\na page\n");
        DatabaseMark mark = DatabaseMark.take(text);
        assertThat(mark.stillHolds(text)).isTrue();
        Files.writeString(text, "1\nb page\n");
        assertThat(mark.stillHolds(text)).isFalse();
    }
}

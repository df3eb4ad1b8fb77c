package bip.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/**
 * One SQLite file and how it is opened: write-ahead log, so that readers never wait for the writer;
 * {@code synchronous=FULL}, because NORMAL loses commits in a power cut; foreign keys enforced.
 */
record SqliteFile(Path path) {
    /** How long a statement waits for another process's writer before it gives up. */
    static final Duration BUSY_TIMEOUT = Duration.ofSeconds(5);

    private static final String HISTORY = "flyway_schema_history";

    /** Opens for reading and writing; a missing file is an error. */
    SQLiteDataSource existing(TransactionMode mode) {
        SQLiteConfig config = config(mode);
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        return source(config);
    }

    /** Opens for reading and writing, and makes the file when it is missing. */
    SQLiteDataSource created() {
        return source(config(TransactionMode.IMMEDIATE));
    }

    /** Opens a file that nobody else has open, leaving no file beside it. */
    SQLiteDataSource immutable() {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + path.toAbsolutePath().toUri() + "?immutable=1");
        return source;
    }

    /** There is nothing in it: no file, or one of no bytes. */
    boolean isMissingOrEmpty() {
        try {
            return !Files.exists(path) || Files.size(path) == 0;
        } catch (IOException e) {
            throw new DatabaseException("cannot look at " + path + ": " + e.getMessage(), e);
        }
    }

    /**
     * The number of the newest applied migration; 0 when the file is missing or empty, or holds
     * tables that no migration of ours made.
     *
     * @throws DatabaseException if the file cannot be read as a database
     */
    int schemaNumber() {
        if (isMissingOrEmpty()) {
            return 0;
        }
        try (Connection connection = existing(TransactionMode.DEFERRED).getConnection()) {
            return schemaNumber(connection);
        } catch (SQLException e) {
            throw failed("read " + path, e);
        }
    }

    static int schemaNumber(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!hasHistory(statement)) {
                return 0;
            }
            try (ResultSet rows =
                    statement.executeQuery(
                            "SELECT coalesce(max(CAST(version AS INTEGER)), 0) FROM "
                                    + HISTORY
                                    + " WHERE success = 1")) {
                return rows.getInt(1);
            }
        }
    }

    private static boolean hasHistory(Statement statement) throws SQLException {
        try (ResultSet rows =
                statement.executeQuery(
                        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '"
                                + HISTORY
                                + "'")) {
            return rows.next();
        }
    }

    /** What {@code e} means to whoever wanted to {@code act}. */
    static DatabaseException failed(String act, Throwable e) {
        String message = "cannot " + act + ": " + innermost(e).getMessage();
        return isBusy(e)
                ? new DatabaseBusyException(message, e)
                : new DatabaseException(message, e, DatabaseFault.of(innermost(e)));
    }

    static boolean isBusy(Throwable e) {
        return innermost(e) instanceof SQLiteException sqlite
                && (sqlite.getResultCode().code & 0xff) == SQLiteErrorCode.SQLITE_BUSY.code;
    }

    private static Throwable innermost(Throwable e) {
        Throwable cause = e;
        for (Throwable next = e; next != null; next = next.getCause()) {
            cause = next;
        }
        return cause;
    }

    private SQLiteDataSource source(SQLiteConfig config) {
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + path);
        return source;
    }

    private static SQLiteConfig config(TransactionMode mode) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(Math.toIntExact(BUSY_TIMEOUT.toMillis()));
        config.setTransactionMode(mode);
        return config;
    }
}

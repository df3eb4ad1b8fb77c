package bip.server.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig.TransactionMode;

/**
 * Tells whether anything was committed since it was last asked, by this process or another (an
 * import, say). SQLite's {@code data_version} counts that for one connection, so it keeps one. For
 * one thread.
 */
public final class CommitWatch implements AutoCloseable {

    private final Connection connection;
    private long seen = -1;

    private CommitWatch(Connection connection) {
        this.connection = connection;
    }

    /** On a connection of somebody's, whose own commits do not count; closed with this. */
    static CommitWatch of(Connection connection) {
        return new CommitWatch(connection);
    }

    static CommitWatch on(SqliteFile file) {
        try {
            return new CommitWatch(file.existing(TransactionMode.DEFERRED).getConnection());
        } catch (SQLException e) {
            throw SqliteFile.failed("watch " + file.path(), e);
        }
    }

    /**
     * Something was committed since the last call; true at the first.
     *
     * @throws DatabaseException if the database does not answer
     */
    public boolean sawCommit() {
        long before = seen;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA data_version")) {
            seen = rows.getLong(1);
        } catch (SQLException e) {
            throw SqliteFile.failed("watch the database", e);
        }
        return seen != before;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw SqliteFile.failed("close the watch on the database", e);
        }
    }
}

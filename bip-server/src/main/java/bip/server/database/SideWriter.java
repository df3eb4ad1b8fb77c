package bip.server.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.transaction.TransactionFactory;
import org.apache.ibatis.transaction.managed.ManagedTransactionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/**
 * A connection for writes that concern nobody who watches it: SQLite's {@code data_version} does
 * not count a connection's own commits. For all threads.
 */
final class SideWriter implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SideWriter.class);

    private final Connection connection;
    private final SqlSessionFactory sessions;
    private final CommitWatch watch;

    private SideWriter(SQLiteDataSource source, Connection connection) {
        this.connection = connection;
        this.sessions = Sessions.factory("aside", source, neitherCommitsNorCloses());
        this.watch = CommitWatch.of(connection);
    }

    private static TransactionFactory neitherCommitsNorCloses() {
        var transactions = new ManagedTransactionFactory();
        var settings = new Properties();
        settings.setProperty("closeConnection", "false");
        transactions.setProperties(settings);
        return transactions;
    }

    static SideWriter on(SqliteFile file) {
        SQLiteDataSource source = file.existing(TransactionMode.IMMEDIATE);
        try {
            return new SideWriter(source, source.getConnection());
        } catch (SQLException e) {
            throw SqliteFile.failed("open " + file.path(), e);
        }
    }

    /** Something else was committed since the last call. */
    synchronized boolean sawCommit() {
        return watch.sawCommit();
    }

    /**
     * Runs {@code work} in a write transaction.
     *
     * @param isKept asked before the commit; when it says no, nothing is kept
     * @throws SQLException if the transaction cannot begin or end
     */
    synchronized <M, R> R write(Class<M> mapper, Function<M, R> work, BooleanSupplier isKept)
            throws SQLException {
        Configuration configuration = sessions.getConfiguration();
        if (!configuration.hasMapper(mapper)) {
            configuration.addMapper(mapper);
        }
        execute("BEGIN IMMEDIATE");
        boolean isDone = false;
        try (SqlSession session = sessions.openSession(connection)) {
            R result = work.apply(session.getMapper(mapper));
            if (!isKept.getAsBoolean()) {
                throw new FrozenException();
            }
            execute("COMMIT");
            isDone = true;
            return result;
        } finally {
            if (!isDone) {
                rollBack();
            }
        }
    }

    private void rollBack() {
        try {
            execute("ROLLBACK");
        } catch (SQLException e) {
            log.debug("SQLite had rolled back by itself", e);
        }
    }

    private void execute(String statement) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    @Override
    public synchronized void close() {
        watch.close();
    }
}

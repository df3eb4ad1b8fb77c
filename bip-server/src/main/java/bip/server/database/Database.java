package bip.server.database;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteConnection;

/**
 * The door of this room: the open database, and transactions on it. Reads run side by side, each on
 * one consistent state; writes come one after another. Safe for all threads.
 */
public final class Database implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Database.class);

    /** How long a write waits for its turn before it is told that the database is busy. */
    private static final Duration TURN = Duration.ofSeconds(10);

    private final HikariDataSource readPool;
    private final HikariDataSource writePool;
    private final SqlSessionFactory reading;
    private final SqlSessionFactory writing;
    private final int schema;
    private final SqliteFile file;
    private final WriteGate gate;
    private final ReentrantLock writer = new ReentrantLock(true);
    private final KnownMappers mappers;
    private @Nullable SideWriter aside;

    private Database(
            SqliteFile file,
            WriteGate gate,
            HikariDataSource readPool,
            HikariDataSource writePool,
            int schema) {
        this.file = file;
        this.gate = gate;
        this.readPool = readPool;
        this.writePool = writePool;
        this.schema = schema;
        this.reading = Sessions.factory("reading", readPool);
        this.writing = Sessions.factory("writing", writePool);
        this.mappers = new KnownMappers(reading, writing);
    }

    /** Opens an existing database that may always be written to. */
    public static Database open(Path file) {
        return open(file, WriteGate.OPEN);
    }

    /**
     * Opens an existing database.
     *
     * @throws SchemaMismatchException if this release cannot run on its schema; also for a missing
     *     or empty file, whose schema is 0
     * @throws DatabaseException if it cannot be read as a database, or an applied migration differs
     *     from this release's
     */
    public static Database open(Path file, WriteGate gate) {
        SqliteFile sqlite = new SqliteFile(file);
        Schema schema = Schema.of(sqlite.schemaNumber());
        if (!schema.fits()) {
            throw new SchemaMismatchException(file, schema);
        }
        Migrator.validate(sqlite.existing(TransactionMode.DEFERRED));
        HikariDataSource readPool = Sessions.readers(sqlite.existing(TransactionMode.DEFERRED));
        HikariDataSource writePool = Sessions.writer(sqlite.existing(TransactionMode.IMMEDIATE));
        return new Database(sqlite, gate, readPool, writePool, schema.database());
    }

    /** The number of the open database's schema. */
    public int schema() {
        return schema;
    }

    /** Runs {@code work} with one mapper, in one read transaction. */
    public <M, R> R read(Class<M> mapper, Function<M, R> work) {
        return read(transaction -> work.apply(transaction.mapper(mapper)));
    }

    /** Runs {@code work} in one read transaction; a statement that writes fails. */
    public <R> R read(Function<Transaction, R> work) {
        try (SqlSession session = reading.openSession(false)) {
            return work.apply(new Transaction(mappers, session));
        } catch (PersistenceException e) {
            throw SqliteFile.failed("read from the database", e);
        }
    }

    /** Runs {@code work} with one mapper, in one write transaction. */
    public <M, R> R write(Class<M> mapper, Function<M, R> work) {
        return write(transaction -> work.apply(transaction.mapper(mapper)));
    }

    /**
     * Runs {@code work} in one write transaction: all of it is durable when this returns, nothing
     * of it when it throws. Not to be called from within another.
     *
     * @throws DatabaseBusyException if the writer's turn did not come in time
     * @throws FrozenException if nothing may be written now, or any more when it was to be kept
     */
    public <R> R write(Function<Transaction, R> work) {
        takeTurn();
        try (SqlSession session = writing.openSession(false)) {
            refuseWhenClosed();
            R result = work.apply(new Transaction(mappers, session));
            // Again, as SQLite's own lock is held now, which isQuiet() waits for.
            refuseWhenClosed();
            session.commit(true);
            return result;
        } catch (PersistenceException e) {
            throw SqliteFile.failed("write to the database", e);
        } finally {
            writer.unlock();
        }
    }

    /**
     * The same for what changes nothing that {@link #sawCommit} is to tell of.
     *
     * @throws DatabaseBusyException as of {@link #write}
     * @throws FrozenException as of {@link #write}
     */
    public <M, R> R writeAside(Class<M> mapper, Function<M, R> work) {
        takeTurn();
        try {
            refuseWhenClosed();
            return aside().write(mapper, work, () -> !gate.isClosed());
        } catch (SQLException | PersistenceException e) {
            throw SqliteFile.failed("write to the database", e);
        } finally {
            writer.unlock();
        }
    }

    /**
     * Something was committed since the last call, by this process or another, besides what was
     * written aside; true at the first. For one who asks.
     *
     * @throws DatabaseException if the database does not answer
     */
    public boolean sawCommit() {
        return aside().sawCommit();
    }

    private synchronized SideWriter aside() {
        if (aside == null) {
            aside = SideWriter.on(file);
        }
        return aside;
    }

    /**
     * Whether no write is under way, in this process or another. With the gate closed before the
     * question, nothing is committed after that answer until the gate opens: whatever held SQLite's
     * lock is over, and whoever takes it later asks the gate with the lock in its hands.
     *
     * @param patience how long to wait for each of the two locks
     */
    public boolean isQuiet(Duration patience) {
        if (!takeTurn(patience)) {
            return false;
        }
        try (Connection connection = file.existing(TransactionMode.IMMEDIATE).getConnection();
                Statement statement = connection.createStatement()) {
            connection
                    .unwrap(SQLiteConnection.class)
                    .setBusyTimeout(Math.toIntExact(patience.toMillis()));
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("ROLLBACK");
            return true;
        } catch (SQLException e) {
            log.debug("not known to be quiet", e);
            return false;
        } finally {
            writer.unlock();
        }
    }

    /**
     * Asks the database something small.
     *
     * @throws DatabaseException if it does not answer
     */
    public void ping() {
        try (Connection connection = readPool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT count(*) FROM sqlite_master");
        } catch (SQLException e) {
            throw SqliteFile.failed("query the database", e);
        }
    }

    /**
     * Watches for commits, also those of other processes. On a connection of its own, which whoever
     * asked closes before this database.
     *
     * @throws DatabaseException if it cannot be opened
     */
    public CommitWatch watchCommits() {
        return CommitWatch.on(file);
    }

    /**
     * Keeps what {@code source} reads until something is committed. Whoever asked closes it before
     * this database.
     *
     * @throws DatabaseException if it cannot be watched
     */
    public <T> Kept<T> keep(Supplier<T> source) {
        return new Kept<>(watchCommits(), source);
    }

    /** Ends all connections; the last one folds the write-ahead log into the file. */
    @Override
    public void close() {
        try (writePool) {
            readPool.close();
            closeAside();
        }
    }

    private synchronized void closeAside() {
        if (aside != null) {
            aside.close();
            aside = null;
        }
    }

    private void refuseWhenClosed() {
        if (gate.isClosed()) {
            throw new FrozenException();
        }
    }

    private void takeTurn() {
        if (writer.isHeldByCurrentThread()) {
            throw new IllegalStateException("a write transaction within another");
        }
        if (!takeTurn(TURN)) {
            throw new DatabaseBusyException("other writers did not let go in time", null);
        }
    }

    private boolean takeTurn(Duration patience) {
        try {
            return writer.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseBusyException("interrupted while waiting to write", e);
        }
    }
}

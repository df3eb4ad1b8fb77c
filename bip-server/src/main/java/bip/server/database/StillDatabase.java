package bip.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;

/**
 * A database that nobody works on, such as one in a backup, whatever its schema and however
 * damaged. It is only read, and no file is made beside it, so it may lie where nothing can be
 * written. For one thread.
 */
public final class StillDatabase {
    private final SqliteFile file;
    private final DataSource source;
    private final SqlSessionFactory reading;
    private final KnownMappers mappers;

    private StillDatabase(SqliteFile file) {
        this.file = file;
        this.source = file.immutable();
        this.reading = Sessions.factory("still", source);
        this.mappers = new KnownMappers(reading);
    }

    /**
     * Takes {@code path} for a database. Nothing is to be closed: each read opens it anew.
     *
     * @throws DatabaseException if it is missing or empty, cannot be read as a database, or has
     *     beside it what a server has not yet written into it
     */
    public static StillDatabase at(Path path) {
        SqliteFile file = new SqliteFile(path);
        if (file.isMissingOrEmpty()) {
            throw new DatabaseMissingException(path);
        }
        refuseUnfinished(path);
        StillDatabase database = new StillDatabase(file);
        database.requireReadable();
        return database;
    }

    /** What stands in a write-ahead log alone would be missed. */
    private static void refuseUnfinished(Path path) {
        Path log = path.resolveSibling(path.getFileName() + "-wal");
        if (!new SqliteFile(log).isMissingOrEmpty()) {
            throw new DatabaseException(
                    path
                            + " is in use, or was when the power went: beside it lies "
                            + log
                            + "; take a snapshot and look at that",
                    null);
        }
    }

    private void requireReadable() {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM sqlite_master")) {
            rows.next();
        } catch (SQLException e) {
            throw SqliteFile.failed("read " + file.path(), e);
        }
    }

    /**
     * How its schema compares with this release; 0 when no migration of ours made it.
     *
     * @throws DatabaseException if the table that says so is damaged
     */
    public Schema schema() {
        try (Connection connection = source.getConnection()) {
            return Schema.of(SqliteFile.schemaNumber(connection));
        } catch (SQLException e) {
            throw SqliteFile.failed("read the schema of " + file.path(), e);
        }
    }

    /**
     * Refuses what this release cannot make sense of.
     *
     * @throws SchemaMismatchException if it cannot run on the schema; also when there is none
     */
    public void requireFit() {
        Schema schema = schema();
        if (!schema.fits()) {
            throw new SchemaMismatchException(file.path(), schema);
        }
    }

    /**
     * Bytes of the file.
     *
     * @throws IOException if it cannot be looked at
     */
    public long bytes() throws IOException {
        return Files.size(file.path());
    }

    /** As {@link #read(Function)}, with one mapper. */
    public <M, R> R read(Class<M> mapper, Function<M, R> work) {
        return read(transaction -> work.apply(transaction.mapper(mapper)));
    }

    /**
     * Runs {@code work} on it.
     *
     * @throws DatabaseException if it is damaged where {@code work} looks
     */
    public <R> R read(Function<Transaction, R> work) {
        try (SqlSession session = reading.openSession(false)) {
            return work.apply(new Transaction(mappers, session));
        } catch (PersistenceException e) {
            throw SqliteFile.failed("read from the database", e);
        }
    }
}

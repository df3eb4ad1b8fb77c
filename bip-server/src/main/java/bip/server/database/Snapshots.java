package bip.server.database;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteConnection;
import org.sqlite.core.DB;

/** Consistent copies of a database, made while others read and write it. */
public final class Snapshots {
    /** All pages in one step, so that a writer cannot make the copy start over. */
    private static final int ALL_PAGES = -1;

    /** SQLite's own code for success. */
    private static final int OK = 0;

    private Snapshots() {}

    /**
     * What was copied.
     *
     * @param sha256 of the copy's bytes, in hex
     * @param schema number of the copy's schema
     */
    public record Snapshot(long bytes, String sha256, int schema) {}

    /**
     * Copies {@code database} to {@code target}. The target appears whole and durable, or not at
     * all.
     *
     * @param isChecked whether the copy is looked through, about as long again as the copying takes
     * @throws FileAlreadyExistsException if there is something at the target
     * @throws DatabaseException if the database cannot be copied, or is found to be damaged; for a
     *     missing one too
     */
    public static Snapshot take(Path database, Path target, boolean isChecked) throws IOException {
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        if (!Files.exists(database)) {
            throw new DatabaseMissingException(database);
        }
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.deleteIfExists(part);
            copy(database, part);
            if (isChecked) {
                check(part, database);
            }
            Snapshot snapshot = describe(part);
            sync(part);
            // A link, unlike a rename, does not replace what another run put there meanwhile.
            Files.createLink(target, part);
            return snapshot;
        } finally {
            Files.deleteIfExists(part);
            syncFolder(target);
        }
    }

    private static void copy(Path database, Path part) {
        try (Connection connection =
                new SqliteFile(database).existing(TransactionMode.DEFERRED).getConnection()) {
            DB source = connection.unwrap(SQLiteConnection.class).getDatabase();
            int wait = Math.toIntExact(SqliteFile.BUSY_TIMEOUT.toMillis());
            int code = source.backup("main", part.toString(), null, wait / 50, 50, ALL_PAGES);
            if (code != OK) {
                throw DB.newSQLException(code, "the copy did not finish");
            }
        } catch (SQLException e) {
            throw SqliteFile.failed("copy " + database, e);
        }
    }

    private static Snapshot describe(Path part) throws IOException {
        try (Connection connection = new SqliteFile(part).immutable().getConnection()) {
            return new Snapshot(
                    Files.size(part), sha256(part), SqliteFile.schemaNumber(connection));
        } catch (SQLException e) {
            throw SqliteFile.failed("read the copy", e);
        }
    }

    private static void check(Path part, Path database) {
        try (Connection connection = new SqliteFile(part).immutable().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA quick_check(1)")) {
            String found = rows.next() ? rows.getString(1) : "nothing";
            if (!"ok".equals(found)) {
                throw new DatabaseException(
                        "the database " + database + " is damaged: " + found, null);
            }
        } catch (SQLException e) {
            throw SqliteFile.failed("look through the copy of " + database, e);
        }
    }

    private static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void syncFolder(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && Files.isDirectory(folder)) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}

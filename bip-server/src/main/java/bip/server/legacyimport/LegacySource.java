package bip.server.legacyimport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sqlite.Collation;

/**
 * Reads a biuletyn-bip installation from a private copy of its database, so that the source is not
 * changed by a byte: opening an SQLite database in WAL mode writes beside it.
 */
final class LegacySource {

    /** A write-ahead log or a rollback journal belongs to the database; the rest is rebuilt. */
    private static final List<String> PARTS = List.of("", "-wal", "-journal");

    private static final Set<String> TABLES =
            Set.of("user", "page", "attachment", "label", "pagelabel", "changerecord");

    private final Path folder;

    /** A source in {@code folder}, which holds db.sqlite3, conf and instance. */
    LegacySource(Path folder) {
        this.folder = folder;
    }

    LegacyFiles files() {
        return new LegacyFiles(folder.resolve("instance").resolve("attachments"));
    }

    /**
     * Everything the installation holds.
     *
     * @throws ImportException if there is no biuletyn-bip here, or it is damaged
     */
    LegacyBulletin read() throws IOException {
        Path database = folder.resolve("db.sqlite3");
        if (!Files.isRegularFile(database)) {
            throw new ImportException(
                    "w %s nie ma pliku db.sqlite3; podaj katalog instalacji biuletyn-bip"
                            .formatted(folder),
                    "there is no db.sqlite3 in %s; name the folder of a biuletyn-bip installation"
                            .formatted(folder));
        }
        Path site = folder.resolve("conf").resolve("site.json");
        LegacySite legacySite = Files.isRegularFile(site) ? LegacySite.load(site) : null;
        Path copy = Files.createTempDirectory("bip-import-");
        try {
            copyDatabase(database, copy);
            return readCopy(copy.resolve("db.sqlite3"), legacySite);
        } finally {
            deleteFolder(copy);
        }
    }

    private static void copyDatabase(Path database, Path folder) throws IOException {
        FileTime before = Files.getLastModifiedTime(database);
        long size = Files.size(database);
        for (String part : PARTS) {
            Path source = database.resolveSibling(database.getFileName() + part);
            if (Files.isRegularFile(source)) {
                Files.copy(source, folder.resolve("db.sqlite3" + part));
            }
        }
        if (!before.equals(Files.getLastModifiedTime(database)) || size != Files.size(database)) {
            throw new ImportException(
                    "baza %s zmieniła się podczas kopiowania; zatrzymaj biuletyn-bip i spróbuj ponownie"
                            .formatted(database),
                    "%s changed while it was copied; stop biuletyn-bip and try again"
                            .formatted(database));
        }
    }

    private static LegacyBulletin readCopy(Path database, @Nullable LegacySite site) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database)) {
            // Its columns name a collation that only biuletyn-bip had; nothing here sorts by it.
            Collation.create(
                    connection,
                    "PL",
                    new Collation() {
                        @Override
                        protected int xCompare(String one, String other) {
                            return one.compareTo(other);
                        }
                    });
            checkWhole(connection);
            checkTables(connection);
            return new LegacyRows(connection).read(site);
        } catch (SQLException e) {
            throw new ImportException(
                    "bazy db.sqlite3 nie da się odczytać: " + e.getMessage(),
                    "db.sqlite3 cannot be read: " + e.getMessage(),
                    e);
        }
    }

    private static void checkWhole(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA quick_check(1)")) {
            String verdict = result.next() ? result.getString(1) : "?";
            if (!"ok".equals(verdict)) {
                throw new ImportException(
                        "baza db.sqlite3 jest uszkodzona (%s); przywróć ją z kopii"
                                .formatted(verdict),
                        "db.sqlite3 is damaged (%s); restore it from a backup".formatted(verdict));
            }
        }
    }

    private static void checkTables(Connection connection) throws SQLException {
        var missing = new TreeSet<>(TABLES);
        try (var statement = connection.createStatement();
                ResultSet tables =
                        statement.executeQuery(
                                "SELECT name FROM sqlite_master WHERE type = 'table'")) {
            while (tables.next()) {
                missing.remove(tables.getString(1));
            }
        }
        if (!missing.isEmpty()) {
            String list = String.join(", ", missing);
            throw new ImportException(
                    "db.sqlite3 nie jest bazą biuletyn-bip: brak tabel " + list,
                    "db.sqlite3 is not a database of biuletyn-bip: it lacks the tables " + list);
        }
    }

    private static void deleteFolder(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}

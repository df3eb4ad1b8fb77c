package bip.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.sqlite.SQLiteConfig;

/**
 * Every row of every table of a database.
 *
 * @param tables rows as text, in order
 */
record DatabaseRows(Map<String, List<String>> tables) {

    static final DatabaseRows NONE = new DatabaseRows(Map.of());

    /** They tell when a migration was run, which differs from run to run. */
    private static final Set<String> PASSED_OVER = Set.of("installed_on", "execution_time");

    /** Reads {@code database}, which a server may have open. */
    static DatabaseRows of(Path database) throws IOException {
        if (!Files.exists(database)) {
            return NONE;
        }
        return database.startsWith("/proc") ? ofOtherMachine(database) : read(database);
    }

    /** SQLite would follow {@code /proc/PID/root} to the root of this machine. */
    private static DatabaseRows ofOtherMachine(Path database) throws IOException {
        Path folder = Files.createTempDirectory("bip-rows");
        try {
            for (String end : List.of("", "-wal")) {
                Path file = database.resolveSibling(database.getFileName() + end);
                if (Files.exists(file)) {
                    Files.copy(file, folder.resolve(file.getFileName()));
                }
            }
            return read(folder.resolve(database.getFileName()));
        } finally {
            Trees.delete(folder);
        }
    }

    private static DatabaseRows read(Path database) throws IOException {
        var readOnly = new SQLiteConfig();
        readOnly.setReadOnly(true);
        var tables = new TreeMap<String, List<String>>();
        try (Connection connection = readOnly.createConnection("jdbc:sqlite:" + database)) {
            for (String table : names(connection)) {
                tables.put(table, rows(connection, table));
            }
            return new DatabaseRows(tables);
        } catch (SQLException e) {
            throw new IOException("cannot read " + database, e);
        }
    }

    private static List<String> names(Connection connection) throws SQLException {
        var names = new ArrayList<String>();
        try (var statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery(
                                "SELECT name FROM sqlite_master WHERE type = 'table'"
                                        + " AND name NOT LIKE 'sqlite_%'")) {
            while (found.next()) {
                names.add(found.getString(1));
            }
        }
        return names;
    }

    private static List<String> rows(Connection connection, String table) throws SQLException {
        var rows = new ArrayList<String>();
        try (var statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT * FROM \"" + table + "\"")) {
            var columns = found.getMetaData();
            while (found.next()) {
                var row = new StringBuilder();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    if (!PASSED_OVER.contains(columns.getColumnName(i))) {
                        row.append(found.getString(i)).append('\u001f');
                    }
                }
                rows.add(row.toString());
            }
        }
        rows.sort(null);
        return rows;
    }

    long count() {
        return tables.values().stream().mapToLong(List::size).sum();
    }

    /** What of these rows is not among {@code others}, table by table. */
    List<String> missingIn(DatabaseRows others) {
        var missing = new ArrayList<String>();
        for (var table : tables.entrySet()) {
            var there = new HashSet<>(others.tables().getOrDefault(table.getKey(), List.of()));
            table.getValue().stream()
                    .filter(row -> !there.contains(row))
                    .forEach(row -> missing.add(table.getKey() + ": " + row));
        }
        return missing;
    }
}

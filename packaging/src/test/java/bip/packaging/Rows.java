package bip.packaging;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All rows of all tables of a database, each as one line of text; a row that is there twice counts
 * twice.
 */
record Rows(Map<String, List<String>> tables) {

    static Rows of(Path database) throws SQLException {
        var tables = new TreeMap<String, List<String>>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            String names = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name";
            for (String name : lines(statement, names)) {
                tables.put(name, lines(statement, "SELECT * FROM \"" + name + "\""));
            }
        }
        return new Rows(tables);
    }

    private static List<String> lines(Statement statement, String query) throws SQLException {
        var lines = new ArrayList<String>();
        try (ResultSet rows = statement.executeQuery(query)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                lines.add(line(rows, columns));
            }
        }
        return lines;
    }

    private static String line(ResultSet rows, int columns) throws SQLException {
        var values = new ArrayList<String>();
        for (int column = 1; column <= columns; column++) {
            values.add(Objects.toString(rows.getString(column)));
        }
        return String.join("|", values);
    }

    List<String> of(String table) {
        return tables.getOrDefault(table, List.of());
    }

    /** What is here of each table and was not in {@code before}; tables without any are absent. */
    Rows since(Rows before) {
        var more = new TreeMap<String, List<String>>();
        tables.forEach((table, rows) -> more.put(table, without(rows, before.of(table))));
        more.values().removeIf(List::isEmpty);
        return new Rows(more);
    }

    private static List<String> without(List<String> rows, List<String> others) {
        var left = new ArrayList<String>();
        Map<String, Long> counts =
                others.stream().collect(Collectors.groupingBy(row -> row, Collectors.counting()));
        for (String row : rows) {
            if (counts.merge(row, -1L, Long::sum) < 0) {
                left.add(row);
            }
        }
        return left;
    }

    /** That column of each row. */
    static List<String> column(List<String> rows, int column) {
        return rows.stream().map(row -> row.split("\\|", -1)[column]).toList();
    }
}

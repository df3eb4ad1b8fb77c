package bip.server.database;

import bip.server.testing.DemoBulletin;
import bip.server.testing.ImportedBulletin;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A database as the releases before the content model left it: made by their two migrations, filled
 * with the imported demonstration and with what editors did to it afterwards.
 */
final class SecondSchema {
    private static final List<String> FILES = Migrations.FILES.subList(0, 2);

    /** A second and a third saving of pages 3 and 4, each told in the register. */
    private static final String[] SAVED = {
        revision(3, 2, "2026-05-04T10:00:00Z", 2),
        told(3, "2026-05-04T10:00:00Z", 2),
        revision(3, 3, "2026-05-05T06:15:30.123456Z", 1),
        told(3, "2026-05-05T06:15:30.123456Z", 1),
        revision(4, 2, "2026-05-05T06:15:30.123456Z", 2),
        // A note without a saving, and one of somebody else at the moment of a saving.
        told(4, "2026-05-06T00:00:00Z", 2),
        told(3, "2026-05-04T10:00:00Z", 1),
    };

    /** Withdrawn here, at a moment that is known; the import's withdrawn pages have none. */
    private static final String[] WITHDRAWN = {withdrawn(5), withdrawn(6)};

    private static final String AUDITED =
            """
            INSERT INTO audit_entry (at, kind, account_id, login, address, subject, detail,
                                     kept_as, previous, hash)
            VALUES ('2026-05-04T10:00:00Z', 'page-changed', 2, 'redaktor', '192.0.2.7', 'strona 3',
                    'Zażółć gęślą jaźń | '' "', NULL, '', 'a1'),
                   ('2026-05-04T11:00:00Z', 'wrong-password', NULL, 'kto', NULL, NULL, NULL,
                    '17-kept', 'a1', 'b2')\
            """;

    private static final String SIGNED_IN =
            "INSERT INTO session (secret_sha256, account_id, started_at, seen_at, ended_at) VALUES"
                    + " ('5e', 2, '2026-05-04T09:00:00Z', '2026-05-04T10:00:00Z', NULL)";

    private SecondSchema() {}

    /** Makes one in {@code folder}; returns its file. */
    static Path in(Path folder) throws IOException, SQLException {
        Path imported = ImportedBulletin.in(folder).resolve("bip.db");
        Path file = folder.resolve("second.db");
        new Migrator(InstantSource.system(), new MigrationResources(Migrations.FOLDER, FILES))
                .migrate(file, _ -> {});
        copy(imported, file);
        DemoBulletin.execute(file, SAVED);
        DemoBulletin.execute(file, WITHDRAWN);
        DemoBulletin.execute(file, AUDITED, SIGNED_IN);
        return file;
    }

    /** Columns of each table that holds content, by its name. */
    static Map<String, List<String>> columns(Path file) throws SQLException {
        var tables = new TreeMap<String, List<String>>();
        for (String row :
                DemoBulletin.query(
                        file,
                        """
                        SELECT t.name, c.name FROM pragma_table_list t
                        JOIN pragma_table_info(t.name) c
                        WHERE t.type = 'table' AND t.schema = 'main' AND t.name NOT LIKE 'sqlite%'
                          AND t.name <> 'flyway_schema_history' ORDER BY t.name, c.cid\
                        """)) {
            String[] names = row.split("\\|", -1);
            tables.computeIfAbsent(names[0], _ -> new ArrayList<>()).add(names[1]);
        }
        return tables;
    }

    /** All rows of the given columns; texts are told from numbers and from nothing. */
    static Map<String, List<String>> rows(Path file, Map<String, List<String>> columns)
            throws SQLException {
        var rows = new LinkedHashMap<String, List<String>>();
        for (var table : columns.entrySet()) {
            String quoted =
                    String.join(
                            " || ' | ' || ",
                            table.getValue().stream().map(name -> "quote(" + name + ")").toList());
            String query =
                    "SELECT " + quoted + " AS line FROM " + table.getKey() + " ORDER BY line";
            rows.put(table.getKey(), DemoBulletin.query(file, query));
        }
        return rows;
    }

    private static void copy(Path from, Path to) throws SQLException {
        Map<String, List<String>> columns = columns(to);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + to);
                Statement statement = connection.createStatement()) {
            statement.execute("ATTACH DATABASE '" + from + "' AS imported");
            for (var table : columns.entrySet()) {
                String names = String.join(", ", table.getValue());
                String kinds =
                        table.getKey().equals("change_entry")
                                ? " WHERE kind IN ('created', 'changed')"
                                : "";
                statement.execute(
                        "INSERT INTO main.%1$s (%2$s) SELECT %2$s FROM imported.%1$s%3$s"
                                .formatted(table.getKey(), names, kinds));
            }
            try (ResultSet broken = statement.executeQuery("PRAGMA main.foreign_key_check")) {
                if (broken.next()) {
                    throw new IllegalStateException("broken keys in " + broken.getString(1));
                }
            }
        }
    }

    private static String revision(int page, int number, String at, int by) {
        return """
        INSERT INTO page_revision (page_id, number, title, summary, markdown, saved_at, saved_by)
        SELECT page_id, %d, title || ' (zm.)', summary, markdown || char(10) || 'Dopisane.', '%s', %d
        FROM page_revision WHERE page_id = %d AND number = %d\
        """
                .formatted(number, at, by, page, number - 1);
    }

    private static String told(int page, String at, int by) {
        return """
        INSERT INTO change_entry (page_id, changed_at, kind, reason, account_id)
        VALUES (%d, '%s', 'changed', 'Sprostowanie omyłki', %d)\
        """
                .formatted(page, at, by);
    }

    private static String withdrawn(int page) {
        return """
        UPDATE page SET state = 'withdrawn', withdrawn_at = '2026-05-0%1$dT12:00:00Z',
               withdrawn_reason = 'nieaktualna, patrz strona 3' WHERE id = %1$d\
        """
                .formatted(page);
    }
}

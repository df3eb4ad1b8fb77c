package bip.packaging;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;

/**
 * Makes releases with another schema: a real one with one more jar in front of its class path,
 * which holds more migrations and a list that names them.
 */
final class SchemaRelease {

    private static final String FOLDER = "db/migration/sqlite/";

    private static final String TABLE =
            """
            CREATE TABLE added (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
            INSERT INTO added (text) VALUES ('made by the migration');
            """;

    private static final String COUNTING =
            """
            CREATE TABLE counted AS
            WITH RECURSIVE counting(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counting %s)
            SELECT max(n) AS n FROM counting;
            """;

    private SchemaRelease() {}

    /** What is different about the schema. */
    enum Change {
        /** One migration more, which adds a table. */
        ADDS_TABLE(0, TABLE),

        /** Two more: the first adds a table, the second fails at its second statement. */
        FAILS_HALF_WAY(
                0,
                TABLE
                        + """
                        -- next
                        CREATE TABLE half (id INTEGER PRIMARY KEY);
                        INSERT INTO half (id) SELECT no_such_column FROM page;
                        """),

        /** One more that keeps a processor busy for some seconds, after it has added a table. */
        SLOW(0, TABLE + COUNTING.formatted("LIMIT 20000000")),

        /** One more that never ends, after it has added a table. */
        HANGS(0, TABLE + COUNTING.formatted("")),

        /** None more, but the release can run on the schema after its own. */
        READS_AHEAD(1, "");

        private final int readsAhead;
        private final String sql;

        /** Migrations are set apart by a line that says so. */
        Change(int readsAhead, String sql) {
            this.readsAhead = readsAhead;
            this.sql = sql;
        }

        List<String> migrations() {
            return sql.isEmpty() ? List.of() : List.of(sql.split("-- next\n", -1));
        }
    }

    /** Packs {@code version}, the release 1.0.0 with that change, into {@code folder}. */
    static Path make(String version, Change change, Path folder)
            throws IOException, InterruptedException {
        return make(version, change, Checkout.archive("1.0.0"), folder);
    }

    /** The same from another release. */
    static Path make(String version, Change change, Path archive, Path folder)
            throws IOException, InterruptedException {
        var release = OpenedRelease.open(archive, folder);
        release.addFirst("schema.jar", entries(realMigrations(release), change));
        return release.pack(
                version,
                Map.of("pl", "Wydanie ze zmianą bazy.", "en", "A release with another schema."),
                folder);
    }

    private static Map<String, byte[]> entries(List<String> real, Change change)
            throws IOException {
        var entries = new LinkedHashMap<String, byte[]>();
        for (String name : List.of("Migrations", "SchemaRange")) {
            String entry = "bip/server/database/" + name + ".class";
            entries.put(entry, OpenedRelease.compiled(entry));
        }
        var names = new StringBuilder(String.join("\n", real));
        int number = real.size();
        for (String migration : change.migrations()) {
            String name = "V%04d__added.sql".formatted(++number);
            names.append('\n').append(name);
            entries.put(FOLDER + name, OpenedRelease.text(migration));
        }
        entries.put("migrations", OpenedRelease.text(names.toString()));
        entries.put("reads-ahead", OpenedRelease.text(Integer.toString(change.readsAhead)));
        return entries;
    }

    /** The numbers of a release's migrations have no gaps. */
    private static List<String> realMigrations(OpenedRelease release) throws IOException {
        try (var jar = new ZipFile(release.lib().resolve("bip-server.jar").toFile())) {
            return jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(FOLDER) && name.endsWith(".sql"))
                    .map(name -> name.substring(FOLDER.length()))
                    .sorted()
                    .toList();
        }
    }
}

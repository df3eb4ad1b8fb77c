package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * Going back after editors wrote on a newer schema, with the real programs: code alone where the
 * older release can read it, else refused with the loss, else with the data of then.
 */
@Tag("faults")
class DataOfThenIT {

    private static final String SAVE =
            "INSERT INTO page_revision (page_id, number, title, summary, markdown, saved_at,"
                    + " saved_by) SELECT page_id, number + 1, title, summary, markdown || ' i'"
                    + ", strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'), saved_by FROM page_revision"
                    + " r WHERE page_id = 1 AND number = (SELECT max(number) FROM page_revision"
                    + " WHERE page_id = r.page_id)";

    @TempDir Path folder;

    @Test
    void losesNothingUnlessAPersonSaysSo() throws Exception {
        Path made = Files.createDirectories(folder.resolve("made"));
        Path ahead = SchemaRelease.make("1.0.5", SchemaRelease.Change.READS_AHEAD, made);
        Path newer = SchemaRelease.make("1.1.0", SchemaRelease.Change.ADDS_TABLE, made);
        Path broken = SchemaRelease.make("1.2.0", SchemaRelease.Change.FAILS_HALF_WAY, made);
        try (Site site = Site.prepare(folder.resolve("site"), folder.toString())) {
            Files.writeString(
                    site.root().resolve("etc/bip/bipctl.env"),
                    "BIPCTL_READY_SECONDS=60\nBIPCTL_KEEP_RELEASES=9\n",
                    StandardOpenOption.APPEND);
            change(site, "install", Checkout.archive("1.0.0").toString());
            site.server("import", "biuletyn-bip", Checkout.legacyData().toString()).ended(0);
            long atFirst = revisions(site);
            change(site, "upgrade", ahead.toString());
            change(site, "upgrade", newer.toString());
            save(site, 3);

            // Can read the newer schema: code alone.
            change(site, "rollback", "--version", "1.0.5");
            assertIs(site, "1.0.5", atFirst + 3);
            change(site, "upgrade", newer.toString());
            save(site, 2);

            var refused = site.bipctl("rollback", "--version", "1.0.0", "--yes").ended(13);
            assertThat(refused.err())
                    .contains("BIP-U150", "saved texts: 5, on pages: 1;", "--restore-data");
            assertThat(refused.err()).containsPattern("\\d+ min ago");
            assertIs(site, "1.1.0", atFirst + 5);

            Path left = site.root().resolve("opt/bip/current/data").toRealPath();
            change(site, "rollback", "--version", "1.0.0", "--restore-data");
            assertIs(site, "1.0.0", atFirst);
            assertThat(count(left.resolve("bip.db"))).isEqualTo(atFirst + 5);

            // Half a migration touches nothing.
            site.bipctl("upgrade", broken.toString(), "--unsigned", "--yes").ended(13);
            assertIs(site, "1.0.0", atFirst);
        }
    }

    private static void change(Site site, String verb, String... words) throws Exception {
        var all = new ArrayList<>(List.of(verb));
        all.addAll(List.of(words));
        all.add("--yes");
        if (!verb.equals("rollback")) {
            all.add("--unsigned");
        }
        site.bipctl(all.toArray(String[]::new)).ended(0);
    }

    private static void assertIs(Site site, String version, long revisions) throws Exception {
        var health = JsonMapper.shared().readTree(site.get("/health").body());
        assertThat(health.required("version").stringValue()).isEqualTo(version);
        assertThat(health.required("frozen").booleanValue()).isFalse();
        assertThat(revisions(site)).isEqualTo(revisions);
    }

    private static Path database(Site site) {
        return site.root().resolve("opt/bip/current/data/bip.db");
    }

    private static void save(Site site, int times) throws Exception {
        try (Connection connection = open(database(site));
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < times; i++) {
                assertThat(statement.executeUpdate(SAVE)).isEqualTo(1);
            }
        }
    }

    private static long revisions(Site site) throws Exception {
        return count(database(site));
    }

    private static long count(Path database) throws Exception {
        try (Connection connection = open(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM page_revision")) {
            return rows.getLong(1);
        }
    }

    private static Connection open(Path database) throws Exception {
        return DriverManager.getConnection("jdbc:sqlite:" + database + "?busy_timeout=20000");
    }
}

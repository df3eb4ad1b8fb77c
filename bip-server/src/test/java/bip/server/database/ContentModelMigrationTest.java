package bip.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bip.server.testing.DemoBulletin;
import bip.server.testing.MigratedDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the releases before the content model kept is there after its migration, compared row by
 * row, and with it what the new tables say of it.
 */
class ContentModelMigrationTest {

    /** What a citizen or a court may ask for; none of them may be compared while empty. */
    private static final List<String> NEVER_EMPTY =
            List.of(
                    "page",
                    "page_revision",
                    "attachment",
                    "label",
                    "page_label",
                    "account",
                    "session",
                    "audit_entry",
                    "change_entry",
                    "public_body",
                    "contact",
                    "department",
                    "staff_member",
                    "legacy_origin");

    @TempDir private static Path folder;
    private static Path file;
    private static Map<String, List<String>> columns;
    private static Map<String, List<String>> before;
    private static List<String> triggersBefore;
    private static List<String> standingsExpected;
    private static List<String> revisionsExpected;

    @BeforeAll
    static void migrate() throws Exception {
        file = SecondSchema.in(folder);
        assertThat(Migrator.schemaOf(file).database()).isEqualTo(2);
        columns = SecondSchema.columns(file);
        before = SecondSchema.rows(file, columns);
        triggersBefore = query("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'");
        standingsExpected = query(STANDINGS);
        revisionsExpected = query(REVISIONS);
        MigratedDatabase.migrate(file);
        assertThat(Migrator.schemaOf(file).database()).isEqualTo(Schema.WRITES);
    }

    /** Written the other way round than in the migration: each page's story, told by its state. */
    private static final String STANDINGS =
            """
            SELECT id, 1, created_at, slug, 'published', NULL FROM page
            WHERE withdrawn_reason IS NULL
            UNION ALL
            SELECT id, 1, created_at, slug, 'published', NULL FROM page
            WHERE withdrawn_reason IS NOT NULL AND withdrawn_at IS NOT NULL
            UNION ALL
            SELECT id, 2, withdrawn_at, slug, 'withdrawn', withdrawn_reason FROM page
            WHERE withdrawn_reason IS NOT NULL AND withdrawn_at IS NOT NULL
            UNION ALL
            SELECT id, 1, created_at, slug, 'withdrawn', withdrawn_reason FROM page
            WHERE withdrawn_reason IS NOT NULL AND withdrawn_at IS NULL
            ORDER BY 1, 2\
            """;

    private static final String REVISIONS =
            """
            SELECT c.id, r.number FROM change_entry c
            LEFT JOIN page_revision r ON r.page_id = c.page_id AND r.saved_at = c.changed_at
                 AND r.saved_by = c.account_id
            ORDER BY c.id\
            """;

    @Test
    void keepsEveryRowOfEveryTable() throws Exception {
        Map<String, List<String>> after = SecondSchema.rows(file, columns);

        assertThat(after.keySet()).containsAll(NEVER_EMPTY);
        for (var table : before.entrySet()) {
            assertThat(after.get(table.getKey()))
                    .as(table.getKey())
                    .containsExactlyElementsOf(table.getValue());
        }
        for (String table : NEVER_EMPTY) {
            assertThat(before.get(table)).as(table).isNotEmpty();
        }
        assertThat(before.get("page")).hasSize(156);
        assertThat(before.get("page_revision")).hasSize(159);
        assertThat(before.get("attachment")).hasSize(30);
    }

    @Test
    void givesEveryPageItsAddressForEver() throws Exception {
        assertThat(query("SELECT slug, page_id, since FROM page_address ORDER BY page_id"))
                .isEqualTo(query("SELECT slug, id, created_at FROM page ORDER BY id"))
                .hasSize(156);
    }

    @Test
    void tellsHowEveryPageStood() throws Exception {
        assertThat(
                        query(
                                "SELECT page_id, number, since, slug, state, reason"
                                        + " FROM page_standing ORDER BY page_id, number"))
                .isEqualTo(standingsExpected)
                .hasSize(156 + 2);
        assertThat(query("SELECT count(*) FROM page_standing WHERE section_id IS NOT NULL"))
                .containsExactly("0");
        // The last standing of a page is how the page stands.
        assertThat(
                        query(
                                """
                                SELECT p.id FROM page p
                                JOIN page_standing s ON s.page_id = p.id AND s.number =
                                     (SELECT max(number) FROM page_standing WHERE page_id = p.id)
                                WHERE s.state <> p.state OR s.slug <> p.slug\
                                """))
                .isEmpty();
    }

    @Test
    void linksEveryChangeWithTheRevisionThatItMade() throws Exception {
        assertThat(query("SELECT id, revision FROM change_entry ORDER BY id"))
                .isEqualTo(revisionsExpected);
        assertThat(
                        query(
                                "SELECT revision FROM change_entry WHERE page_id IN (3, 4)"
                                        + " AND reason = 'Sprostowanie omyłki' ORDER BY id"))
                .containsExactly("2", "3", "null", "null");
    }

    @Test
    void makesEveryFileTheFirstOfItsVersions() throws Exception {
        assertThat(
                        query(
                                "SELECT DISTINCT series_id, number, added_by, produced_by,"
                                        + " responsible, produced_on, ended_at, ended_kind,"
                                        + " ended_reason FROM attachment"))
                .containsExactly("null|1|null|null|null|null|null|null|null");
    }

    @Test
    void claimsNothingThatWasNotKnown() throws Exception {
        assertThat(
                        query(
                                "SELECT DISTINCT produced_by, responsible, produced_on"
                                        + " FROM page_revision"))
                .containsExactly("null|null|null");
        assertThat(
                        query(
                                "SELECT DISTINCT section_id, archived_at, archived_reason,"
                                        + " withdrawn_basis FROM page"))
                .containsExactly("null|null|null|null");
    }

    @Test
    void leavesASoundDatabase() throws Exception {
        assertThat(query("PRAGMA foreign_key_check")).isEmpty();
        assertThat(query("PRAGMA integrity_check")).containsExactly("ok");
        assertThat(query("SELECT count(*) FROM flyway_schema_history WHERE success = 1"))
                .containsExactly(Integer.toString(Schema.WRITES));
        assertThat(query("SELECT name FROM sqlite_master WHERE name LIKE 'change_entry%'"))
                .contains("change_entry", "change_entry_page", "change_entry_changed_at")
                .doesNotContain("change_entry_3");
    }

    @Test
    void keepsEveryTrigger() throws Exception {
        assertThat(query("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
                .containsAll(triggersBefore);
    }

    @ParameterizedTest
    @CsvSource({
        "audit_entry, detail",
        "page_revision, markdown",
        "change_entry, reason",
        "page_standing, state",
        "page_address, since"
    })
    void refusesToRewriteWhatIsOnlyAddedTo(String table, String column) {
        for (String sql :
                List.of(
                        "UPDATE %1$s SET %2$s = %2$s",
                        "DELETE FROM %1$s",
                        "INSERT OR REPLACE INTO %1$s SELECT * FROM %1$s LIMIT 1")) {
            assertThatThrownBy(() -> DemoBulletin.execute(file, sql.formatted(table, column)))
                    .as(sql.formatted(table, column))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("never");
        }
    }

    @Test
    void opensAsTheReleasesOwn() {
        try (Database database = Database.open(file)) {
            assertThat(database.schema()).isEqualTo(Schema.WRITES);
        }
    }

    private static List<String> query(String sql) throws SQLException {
        return DemoBulletin.query(file, sql);
    }
}

package bip.server.legacyimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import bip.server.database.Database;
import bip.server.database.DatabaseBusyException;
import bip.server.legacyimport.ImportReport.Counts;
import bip.server.legacyimport.ImportReport.Finding;
import bip.server.legacyimport.ImportReport.Outcome;
import bip.server.testing.DemoBulletin;
import bip.server.testing.MigratedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LegacyImportTest {

    private static final Counts ALL = new Counts(156, 30, 25, 10, 171, 3, 336);
    private static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

    @TempDir private Path folder;
    private Path source;
    private Path file;
    private Path attachments;
    private Database database;

    @BeforeEach
    void openAnEmptyBulletin() throws IOException {
        source = DemoBulletin.copyTo(folder.resolve("source"));
        file = MigratedDatabase.at(folder.resolve("bip.db"));
        attachments = folder.resolve("attachments");
        database = Database.open(file);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void carriesEverythingOver() throws Exception {
        ImportReport report = run();

        assertThat(report.added()).isEqualTo(ALL);
        assertThat(report.alreadyThere()).isEqualTo(NONE);
        assertThat(query("SELECT state, count(*) FROM page GROUP BY state ORDER BY state"))
                .containsExactly("published|148", "withdrawn|8");
        assertThat(query("SELECT count(*) FROM page WHERE state = 'published' AND slug LIKE '%:%'"))
                .containsExactly("39");
        assertThat(query("SELECT count(*), count(sha256) FROM attachment"))
                .containsExactly("30|29");
        assertThat(query("SELECT count(*) FROM change_entry WHERE reason = '1'"))
                .containsExactly("17");
        assertThat(query("SELECT count(*), count(description) FROM label")).containsExactly("10|3");
    }

    @Test
    void reportsWhateverIsNotAsItWas() throws Exception {
        List<Finding> findings = run().findings();

        assertThat(
                        findings.stream()
                                .collect(
                                        Collectors.groupingBy(
                                                Finding::outcome, Collectors.counting())))
                .isEqualTo(
                        Map.of(
                                Outcome.MOVED, 2L,
                                Outcome.WITHDRAWN, 8L,
                                Outcome.MISSING, 1L,
                                Outcome.ORPHAN, 1L));
        assertThat(findings)
                .filteredOn(finding -> finding.outcome() == Outcome.MOVED)
                .extracting(Finding::source, Finding::address)
                .containsExactly(
                        tuple(152L, "/strona/dyzury-radnych-2"), tuple(155L, "/strona/strona-155"));
        assertThat(findings)
                .filteredOn(finding -> finding.outcome() == Outcome.MISSING)
                .extracting(Finding::source)
                .containsExactly(29L);
        assertThat(findings)
                .filteredOn(finding -> finding.outcome() == Outcome.ORPHAN)
                .extracting(Finding::detail)
                .allSatisfy(detail -> assertThat(detail).contains("osierocony.pdf"));
    }

    @Test
    void keepsEveryPageAsItWasWritten() throws Exception {
        run();

        List<String> there =
                query(
                        source.resolve("db.sqlite3"),
                        """
                        SELECT p.pk, p.title, p.text, coalesce(p.description, '-'),
                               strftime('%Y-%m-%dT%H:%M:', p.created) || substr(p.created || '.000000', 18, 9) || 'Z',
                               strftime('%Y-%m-%dT%H:%M:', p.updated) || substr(p.updated || '.000000', 18, 9) || 'Z',
                               c.name, u.name, p.main, coalesce(p."order", '-')
                        FROM page p JOIN user c ON c.pk = p.created_by_id
                        JOIN user u ON u.pk = p.updated_by_id ORDER BY p.pk\
                        """);
        List<String> here =
                query(
                        """
                        SELECT o.source_pk, r.title, r.markdown, coalesce(r.summary, '-'), p.created_at, r.saved_at,
                               c.login, u.login, p.in_menu, coalesce(p.menu_position, '-')
                        FROM page p JOIN page_revision r ON r.page_id = p.id AND r.number = 1
                        JOIN legacy_origin o ON o.kind = 'page' AND o.target_id = p.id
                        JOIN account c ON c.id = p.created_by
                        JOIN account u ON u.id = r.saved_by ORDER BY o.source_pk\
                        """);
        assertThat(here).hasSize(156).isEqualTo(there);
    }

    @Test
    void keepsAccountsWithTheirPasswordsAndStanding() throws Exception {
        run();

        assertThat(
                        query(
                                "SELECT login, coalesce(email, '-'), administrator, disabled, created_at FROM account ORDER BY id"))
                .containsExactly(
                        "administrator|admin@przykladowo.example|1|0|2019-11-04T08:15:00.000000Z",
                        "redaktor|redaktor@przykladowo.example|0|0|2019-11-06T08:15:00.000000Z",
                        "były.redaktor|-|0|1|2019-11-07T08:15:00.000000Z");
        assertThat(query("SELECT password_hash FROM account ORDER BY id"))
                .isEqualTo(
                        query(
                                source.resolve("db.sqlite3"),
                                "SELECT password FROM user ORDER BY pk"));
    }

    @Test
    void keepsChangesWithTheirReasons() throws Exception {
        run();

        assertThat(
                        query(
                                "SELECT kind, reason, a.login, substr(changed_at, 1, 19) FROM change_entry c JOIN account a ON a.id = c.account_id ORDER BY c.id"))
                .isEqualTo(
                        query(
                                source.resolve("db.sqlite3"),
                                """
                                SELECT CASE change_type WHEN 1 THEN 'created' ELSE 'changed' END,
                                       c.description, u.name,
                                       replace(substr(change_dt, 1, 19), ' ', 'T')
                                FROM changerecord c JOIN user u ON u.pk = c.user_id ORDER BY c.pk\
                                """));
    }

    @Test
    void entersWhoseBulletinItIs() throws Exception {
        run();

        assertThat(query("SELECT name, short_name, street, zip_code, town, nip FROM public_body"))
                .containsExactly(
                        "Urząd Gminy Przykładowo|Przykładowo|Rynek 1|99-777|Przykładowo|111-222-33-44");
        assertThat(query("SELECT name, email FROM contact ORDER BY position"))
                .containsExactly(
                        "Sekretariat|urzad@przykladowo.example",
                        "Redakcja BIP|bip@przykladowo.example");
        assertThat(
                        query(
                                "SELECT d.name, s.person_name FROM staff_member s JOIN department d ON d.id = s.department_id ORDER BY d.position, s.position"))
                .containsExactly(
                        "Referat Organizacyjny|Alicja Bębenek",
                        "Referat Organizacyjny|Żaneta Łącka",
                        "Referat Finansowy|Józef Ćwikła");
    }

    @Test
    void keepsEachFileUnderTheHashOfItsContent() throws Exception {
        run();

        Map<String, String> kept = DemoBulletin.digests(attachments);
        assertThat(kept).hasSize(25);
        assertThat(kept)
                .allSatisfy((path, sha256) ->
                        assertThat(path).isEqualTo(sha256.substring(0, 2) + "/" + sha256));
        assertThat(
                        query(
                                "SELECT DISTINCT sha256 FROM attachment WHERE sha256 IS NOT NULL ORDER BY 1"))
                .isEqualTo(kept.values().stream().sorted().toList());
    }

    @Test
    void leavesTheSourceUntouched() throws Exception {
        Map<String, String> before = DemoBulletin.digests(source);

        run();

        assertThat(DemoBulletin.digests(source)).isEqualTo(before);
    }

    @Test
    void changesNothingWhenRunAgain() throws Exception {
        List<Finding> findings = run().findings();
        List<String> before = everything();

        ImportReport again = run();

        assertThat(again.added()).isEqualTo(NONE);
        assertThat(again.alreadyThere()).isEqualTo(ALL);
        assertThat(again.findings()).isEqualTo(findings);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void rehearsesWithoutAnyTrace() throws Exception {
        List<String> before = everything();

        ImportReport rehearsal = new LegacyImport(database, attachments).run(source, true);

        assertThat(rehearsal.added()).isEqualTo(ALL);
        assertThat(everything()).isEqualTo(before);
        assertThat(attachments).doesNotExist();
        assertThat(run()).isEqualTo(rehearsal);
    }

    @Test
    void leavesAloneWhatHasChangedInTheSourceSince() throws Exception {
        run();
        DemoBulletin.execute(
                source.resolve("db.sqlite3"), "UPDATE page SET text = 'inny' WHERE pk = 2");
        Path site = source.resolve("conf/site.json");
        Files.writeString(site, Files.readString(site).replace("Rynek 1", "Rynek 2"));
        List<String> before = everything();

        ImportReport again = run();

        assertThat(again.findings())
                .filteredOn(finding -> finding.outcome() == Outcome.CHANGED)
                .extracting(Finding::what)
                .containsExactly("site", "page");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void addsWhatIsNewInTheSourceSince() throws Exception {
        run();
        DemoBulletin.execute(
                source.resolve("db.sqlite3"),
                """
                INSERT INTO changerecord (pk, page_id, change_dt, change_type, description, user_id)
                VALUES (9001, 2, '2021-01-01 10:00:00', 2, 'dopisane', 1)\
                """);

        assertThat(run().added()).isEqualTo(new Counts(0, 0, 0, 0, 0, 0, 1));
    }

    @Test
    void keepsAnAccountThatIsHereAlready() throws Exception {
        DemoBulletin.execute(
                file,
                """
                INSERT INTO account (login, password_hash, administrator, disabled, created_at)
                VALUES ('administrator', 'tutejsze', 1, 0, '2026-01-01T00:00:00.000000Z')\
                """);

        ImportReport report = run();

        assertThat(report.findings().getFirst().outcome()).isEqualTo(Outcome.CHANGED);
        assertThat(query("SELECT password_hash FROM account WHERE login = 'administrator'"))
                .containsExactly("tutejsze");
    }

    @Test
    void givesASharedAddressToThePageThatWasShown() throws Exception {
        DemoBulletin.execute(
                source.resolve("db.sqlite3"), "UPDATE page SET active = 0 WHERE pk = 151");

        List<Finding> moved =
                run().findings().stream()
                        .filter(finding -> finding.outcome() == Outcome.MOVED)
                        .toList();

        assertThat(moved).extracting(Finding::source).containsExactly(151L, 155L);
    }

    @Test
    void refusesARowThatBreaksARuleAndNamesIt() throws Exception {
        DemoBulletin.execute(
                source.resolve("db.sqlite3"), "UPDATE attachment SET file_size = -1 WHERE pk = 29");

        assertThat(failure().polish()).contains("attachment 29").contains("size_bytes");
    }

    @Test
    void refusesARowThatPointsNowhere() throws Exception {
        DemoBulletin.execute(
                source.resolve("db.sqlite3"),
                "UPDATE changerecord SET page_id = 999 WHERE pk = 300");

        assertThat(failure().english()).contains("row 300 (change)").contains("row 999 (page)");
    }

    @Test
    void refusesATimeThatIsNone() throws Exception {
        DemoBulletin.execute(
                source.resolve("db.sqlite3"), "UPDATE page SET updated = 'wczoraj' WHERE pk = 77");

        assertThat(failure().english()).contains("table page, row 77").contains("wczoraj");
    }

    @Test
    void refusesADamagedDatabase() throws Exception {
        Path legacy = source.resolve("db.sqlite3");
        byte[] bytes = Files.readAllBytes(legacy);
        Arrays.fill(bytes, 40_000, 400_000, (byte) 0x5a);
        Files.write(legacy, bytes);

        assertThat(failure().polish()).contains("db.sqlite3");
    }

    @Test
    void refusesAFileThatIsNoDatabase() throws Exception {
        Files.writeString(source.resolve("db.sqlite3"), "to nie jest baza danych, tylko tekst");

        assertThat(failure().english()).contains("db.sqlite3 cannot be read");
    }

    @Test
    void refusesAnotherApplicationsDatabase() throws Exception {
        Files.delete(source.resolve("db.sqlite3"));
        DemoBulletin.execute(source.resolve("db.sqlite3"), "CREATE TABLE page (id INTEGER)");

        assertThat(failure().english()).contains("not a database of biuletyn-bip").contains("user");
    }

    @Test
    void refusesAFolderWithoutADatabase() throws Exception {
        Files.delete(source.resolve("db.sqlite3"));

        assertThat(failure().polish()).contains("nie ma pliku db.sqlite3");
    }

    @Test
    void refusesASiteFileThatIsNotJson() throws Exception {
        Files.writeString(source.resolve("conf/site.json"), "{\n\"name\": \"Urząd\",\n}");

        assertThat(failure().polish()).contains("site.json").contains("line 3");
    }

    @Test
    void saysThatTheBulletinIsBusyAndChangesNothing() throws Exception {
        List<String> before = everything();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            other.createStatement().execute("BEGIN IMMEDIATE");

            assertThat(catchThrowableOfType(DatabaseBusyException.class, this::run)).isNotNull();
        }
        assertThat(everything()).isEqualTo(before);
    }

    private ImportReport run() throws IOException {
        return new LegacyImport(database, attachments).run(source, false);
    }

    /** Runs the import, which has to fail and leave the bulletin as it was. */
    private ImportException failure() throws SQLException {
        List<String> before = everything();
        var failure = catchThrowableOfType(ImportException.class, this::run);
        assertThat(failure).isNotNull();
        assertThat(everything()).isEqualTo(before);
        return failure;
    }

    private List<String> everything() throws SQLException {
        var rows = new ArrayList<String>();
        for (String table :
                query("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")) {
            query("SELECT * FROM " + table).forEach(row -> rows.add(table + ": " + row));
        }
        return rows;
    }

    private List<String> query(String sql) throws SQLException {
        return query(file, sql);
    }

    private static List<String> query(Path database, String sql) throws SQLException {
        return DemoBulletin.query(database, sql);
    }
}

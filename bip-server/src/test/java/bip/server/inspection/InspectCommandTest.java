package bip.server.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import bip.server.database.Schema;
import bip.server.testing.DemoBulletin;
import bip.server.testing.Golden;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real bulletin, damaged in the ways that copies are; each is found and named. */
class InspectCommandTest {
    private static final int ROUNDS = 60;
    private static final String NO_KEYS = "PRAGMA foreign_keys = OFF";
    private static final String SOME_FILE =
            "SELECT sha256 || '|' || file_name || '|' || slug || '|' || size_bytes FROM attachment"
                    + " a JOIN page p ON p.id = a.page_id WHERE sha256 IN (SELECT sha256 FROM"
                    + " attachment GROUP BY sha256 HAVING count(*) = 1) AND size_bytes > 9"
                    + " ORDER BY a.id LIMIT 1";

    @TempDir private Path folder = Path.of("");
    private final Random random = new Random(20261125);
    private InspectedBulletin bulletin;

    @BeforeEach
    void importABulletin() throws IOException {
        bulletin = new InspectedBulletin(folder);
    }

    @Test
    void findsNothingInAnIntactBulletin() throws Exception {
        var before = DemoBulletin.digests(folder);

        var document = bulletin.inspect("--hash");

        assertThat(InspectedBulletin.findings(document)).isEmpty();
        assertThat(document.get("found").properties()).isEmpty();
        assertThat(document.get("format").asString()).isEqualTo("bip-inspect/v1");
        assertThat(document.get("schema").asInt()).isEqualTo(Schema.WRITES);
        assertThat(document.get("integrity").asBoolean()).isTrue();
        assertThat(document.get("foreignKeyViolations").asInt()).isZero();
        assertThat(document.get("bytes").asLong()).isEqualTo(Files.size(bulletin.database()));
        for (String table :
                DemoBulletin.query(
                        bulletin.database(),
                        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE"
                                + " 'sqlite%'")) {
            assertThat(document.get("tables").get(table).asString())
                    .as(table)
                    .isEqualTo(rows("SELECT count(*) FROM " + table).getFirst());
        }
        assertThat(document.get("tables").get("page").asInt()).isEqualTo(156);
        assertThat(document.get("audit").toString())
                .startsWith("{\"whole\":true,\"entries\":7,\"head\":\"");
        assertThat(document.get("attachments").toString())
                .isEqualTo(
                        "{\"rows\":30,\"files\":25,\"bytes\":"
                                + rows("SELECT sum(size_bytes) FROM (SELECT DISTINCT sha256,"
                                                + " size_bytes FROM attachment WHERE sha256 IS NOT"
                                                + " NULL)")
                                        .getFirst()
                                + ",\"lost\":1,\"hashed\":true}");
        assertThat(DemoBulletin.digests(folder)).as("only read").isEqualTo(before);
    }

    @Test
    void namesPagesWhoseTextsAreGone() throws Exception {
        without("page_revision", "DELETE FROM page_revision WHERE page_id <= 78");

        var document = bulletin.inspect();

        assertThat(InspectedBulletin.findings(document))
                .contains(
                        "page-without-revision "
                                + rows("SELECT slug FROM page WHERE id = 1").getFirst()
                                + ": no revision is kept, the page is published");
        assertThat(document.get("found").get("page-without-revision").asInt()).isEqualTo(78);
    }

    @Test
    void countsAllOfAKindAndNamesTheFirstHundred() throws Exception {
        without("page_revision", "DELETE FROM page_revision");

        var document = bulletin.inspect();

        assertThat(document.get("found").get("page-without-revision").asInt()).isEqualTo(156);
        assertThat(InspectedBulletin.findings(document)).hasSize(100);
    }

    @Test
    void namesPagesWhoseRevisionsHaveAGap() throws Exception {
        DemoBulletin.execute(
                bulletin.database(),
                "INSERT INTO page_revision (page_id, number, title, summary, markdown, saved_at,"
                        + " saved_by) SELECT page_id, 3, title, summary, markdown, saved_at,"
                        + " saved_by FROM page_revision WHERE page_id = 5 AND number = 1");

        assertThat(InspectedBulletin.findings(bulletin.inspect()))
                .containsExactly(
                        "revision-gap "
                                + rows("SELECT slug FROM page WHERE id = 5").getFirst()
                                + ": 2 revisions are kept, numbered 1 to 3");
    }

    @Test
    void namesPagesThatTheRegisterDoesNotKnow() throws Exception {
        without("change_entry", "DELETE FROM change_entry WHERE page_id = 7");

        assertThat(InspectedBulletin.findings(bulletin.inspect()))
                .containsExactly(
                        "page-without-change-entry "
                                + rows("SELECT slug FROM page WHERE id = 7").getFirst()
                                + ": the register of changes has no entry for it");
    }

    @Test
    void namesTheFirstAuditEntryThatIsGone() throws Exception {
        without("audit_entry", "DELETE FROM audit_entry WHERE number = 4");

        var document = bulletin.inspect();

        assertThat(InspectedBulletin.findings(document))
                .containsExactly("audit-chain 4: the entry is missing");
        assertThat(document.get("audit").toString())
                .isEqualTo("{\"whole\":false,\"firstBroken\":4}");
    }

    @Test
    void namesAnAuditEntryThatWasChanged() throws Exception {
        without("audit_entry", "UPDATE audit_entry SET login = 'ola' WHERE number = 2");

        assertThat(InspectedBulletin.findings(bulletin.inspect()))
                .containsExactly("audit-chain 2: its content was changed");
    }

    @Test
    void anAuditEntryOfNoTimeIsAFindingToo() throws Exception {
        without("audit_entry", "UPDATE audit_entry SET at = 'wczoraj' WHERE number = 2");

        assertThat(InspectedBulletin.findings(bulletin.inspect()))
                .singleElement()
                .asString()
                .startsWith("unreadable audit_entry: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"at", "kind", "previous", "hash"})
    void anAuditEntryThatLostAValueIsNamed(String column) throws Exception {
        DemoBulletin.execute(
                bulletin.database(),
                "PRAGMA writable_schema = ON",
                "UPDATE sqlite_master SET sql = replace(sql, 'NOT NULL', '') WHERE name ="
                        + " 'audit_entry'");
        without("audit_entry", "UPDATE audit_entry SET " + column + " = NULL WHERE number = 5");

        assertThat(InspectedBulletin.findings(bulletin.inspect()))
                .singleElement()
                .asString()
                .startsWith("audit-chain 5: ");
    }

    @Test
    void namesAMissingAttachment() throws Exception {
        String[] file = rows(SOME_FILE).getFirst().split("\\|", -1);
        Files.delete(bulletin.attachment(file[0]));

        var document = bulletin.inspect();

        assertThat(InspectedBulletin.findings(document))
                .containsExactly("attachment-missing " + file[1] + ": there is no such file");
        assertThat(document.get("findings").get(0).get("sha256").asString()).isEqualTo(file[0]);
        assertThat(document.get("findings").get(0).get("page").asString()).isEqualTo(file[2]);
    }

    @Test
    void namesAShortenedAttachment() throws Exception {
        String[] file = rows(SOME_FILE).getFirst().split("\\|", -1);
        try (var channel =
                Files.newByteChannel(bulletin.attachment(file[0]), StandardOpenOption.WRITE)) {
            channel.truncate(9);
        }
        assertThat(InspectedBulletin.findings(bulletin.inspect()))
                .containsExactly("attachment-size " + file[1] + ": 9 bytes instead of " + file[3]);
    }

    @Test
    void namesEveryRowOfAFileThatSeveralPagesHave() throws Exception {
        String shared =
                rows("SELECT sha256 FROM attachment GROUP BY sha256 HAVING count(*) = 2 AND"
                                + " sha256 IS NOT NULL")
                        .getFirst();
        Files.delete(bulletin.attachment(shared));

        assertThat(bulletin.inspect().get("found").toString())
                .isEqualTo("{\"attachment-missing\":2}");
    }

    @Test
    void onlyReadingAnAttachmentTellsOfOtherContent() throws Exception {
        String[] file = rows(SOME_FILE).getFirst().split("\\|", -1);
        byte[] bytes = Files.readAllBytes(bulletin.attachment(file[0]));
        bytes[5] ^= 1;
        Files.write(bulletin.attachment(file[0]), bytes);

        assertThat(InspectedBulletin.findings(bulletin.inspect())).isEmpty();
        assertThat(InspectedBulletin.findings(bulletin.inspect("--hash")))
                .containsExactly(
                        "attachment-content "
                                + file[1]
                                + ": other content, its SHA-256 is "
                                + DemoBulletin.sha256(bytes));
    }

    @Test
    void namesAnAttachmentWhoseRowNamesNoContent() throws Exception {
        DemoBulletin.execute(
                bulletin.database(), "UPDATE attachment SET sha256 = '../x' WHERE id = 1");

        assertThat(InspectedBulletin.findings(bulletin.inspect()))
                .containsExactly(
                        "attachment-hash "
                                + rows("SELECT file_name FROM attachment WHERE id = 1").getFirst()
                                + ": not a SHA-256");
    }

    @Test
    void namesRowsThatNameOthersThatAreNotThere() throws Exception {
        DemoBulletin.execute(
                bulletin.database(),
                NO_KEYS,
                "UPDATE attachment SET page_id = 9999 WHERE id <= 12");

        var document = bulletin.inspect();

        assertThat(document.get("foreignKeyViolations").asInt()).isEqualTo(12);
        assertThat(document.get("found").get("foreign-key").asInt()).isEqualTo(12);
        assertThat(InspectedBulletin.findings(document))
                .hasSize(10)
                .contains("foreign-key attachment: row 3 names a row of page that is not there");
    }

    @Test
    void namesWhatBytesWrittenOverAPageOfTheFileHaveDamaged() throws Exception {
        overwriteFirstPageOf("page_revision");

        var document = bulletin.inspect();

        assertThat(document.get("integrity").asBoolean()).isFalse();
        assertThat(InspectedBulletin.findings(document))
                .anyMatch(it -> it.startsWith("integrity database: "))
                .anyMatch(it -> it.startsWith("unreadable page_revision: "));
        assertThat(document.get("tables").has("page_revision")).isFalse();
        assertThat(document.get("tables").get("account").asInt()).isPositive();
    }

    @Test
    void namesADamagedIndex() throws Exception {
        overwriteFirstPageOf("attachment_file_name");

        var document = bulletin.inspect();

        assertThat(document.get("integrity").asBoolean()).isFalse();
        assertThat(InspectedBulletin.findings(document))
                .anyMatch(it -> it.startsWith("integrity database: "))
                .anyMatch(it -> it.startsWith("integrity attachment: "))
                .allMatch(it -> it.startsWith("integrity "));
    }

    @Test
    void looksAtTheFileAloneWhenAnotherSchemaIsInIt() throws Exception {
        DemoBulletin.execute(
                bulletin.database(),
                "UPDATE flyway_schema_history SET version = '9999' WHERE version = '0002'");

        var document = bulletin.inspect();

        assertThat(InspectedBulletin.findings(document))
                .containsExactly(
                        "schema 9999: newer than this release knows: only the file was looked at");
        assertThat(document.has("audit")).isFalse();
        assertThat(document.get("tables").get("page").asInt()).isEqualTo(156);
    }

    @Test
    void anOlderSchemaHasNoAuditLog() throws Exception {
        DemoBulletin.execute(
                bulletin.database(),
                "DROP TABLE audit_entry",
                "DELETE FROM flyway_schema_history WHERE version IN ('0002', '0003')");

        var document = bulletin.inspect();

        assertThat(InspectedBulletin.findings(document)).isEmpty();
        assertThat(document.has("audit")).isFalse();
        assertThat(document.get("schema").asInt()).isEqualTo(1);
    }

    @Test
    void answersWhateverIsDamaged() throws Exception {
        byte[] intact = Files.readAllBytes(bulletin.database());
        int noticed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            noticed += noticesDamage(intact, 0, intact.length, 300) ? 1 : 0;
        }
        // The rest is in the text of pages, where any byte may stand: hashes tell of that.
        assertThat(noticed).isGreaterThan(ROUNDS / 10);
    }

    /** All entries are in one page of the file. */
    @Test
    void answersWhateverValuesOfTheAuditLogAreDamaged() throws Exception {
        byte[] intact = Files.readAllBytes(bulletin.database());
        int from = Math.toIntExact(firstByteOf("audit_entry"));
        int noticed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            noticed += noticesDamage(intact, from, from + pageSize(intact), 3) ? 1 : 0;
        }
        assertThat(noticed).isGreaterThan(ROUNDS / 10);
    }

    /** Writes some bytes over the file, random ones that are the same each time. */
    private boolean noticesDamage(byte[] intact, int from, int to, int longest) throws Exception {
        byte[] damaged = intact.clone();
        int length = 1 + random.nextInt(longest);
        int place = from + random.nextInt(to - from - length);
        for (int i = 0; i < length; i++) {
            damaged[place + i] = (byte) random.nextInt();
        }
        Files.write(bulletin.database(), damaged);
        int exitCode = inspected();
        assertThat(bulletin.err()).as("%d bytes at %d", length, place).doesNotContain("\tat ");
        assertThat(exitCode).isBetween(0, 1);
        return exitCode == 1 || !bulletin.document().get("findings").isEmpty();
    }

    @Test
    void refusesWhatIsNoDatabase() throws Exception {
        Path file = bulletin.database();
        Files.writeString(file, "Szanowni!".repeat(999));
        assertThat(inspectFailing()).contains("cannot read " + file, "not a database");

        Files.delete(file);
        assertThat(inspectFailing()).contains("there is no database " + file);
        assertThat(file).doesNotExist();

        Files.createFile(file);
        assertThat(inspectFailing()).contains("there is no database " + file);
        assertThat(bulletin.run("inspect", "--database", file.toString())).isEqualTo(2);
    }

    @Test
    void refusesADatabaseThatIsInUse() throws Exception {
        Files.writeString(folder.resolve("data/bip.db-wal"), "something not in the file yet");
        assertThat(inspectFailing()).contains("is in use", "take a snapshot");
    }

    @Test
    void isAsTheContractHasIt() throws Exception {
        String[] file = rows(SOME_FILE).getFirst().split("\\|", -1);
        Files.delete(bulletin.attachment(file[0]));
        bulletin.inspect();
        assertThat(withoutTables(Golden.fieldsOf(bulletin.out())))
                .isEqualTo(withoutTables(Golden.fieldsOfFile("inspect.json")));
    }

    /** Which tables there are is the schema's matter. */
    private static List<String> withoutTables(Set<String> fields) {
        return fields.stream().filter(field -> !field.startsWith(".tables.")).toList();
    }

    @Test
    void looksAtACopyWhereverItLies() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("Kopia #1 100%20 a?b ąę"));
        Path copy = Files.copy(bulletin.database(), elsewhere.resolve("bip.db"));

        assertThat(
                        bulletin.run(
                                "inspect",
                                "--database",
                                copy.toString(),
                                "--attachments",
                                bulletin.attachments().toString()))
                .isZero();
        assertThat(InspectedBulletin.findings(bulletin.document())).isEmpty();
        assertThat(elsewhere.toFile().list()).containsExactly("bip.db");
    }

    @Test
    void allAttachmentsAreMissingWhereThereIsNoFolder() {
        int exitCode =
                bulletin.run(
                        "inspect",
                        "--database",
                        bulletin.database().toString(),
                        "--attachments",
                        folder.resolve("nowhere").toString());
        assertThat(exitCode).isZero();
        assertThat(bulletin.document().get("found").toString())
                .isEqualTo("{\"attachment-missing\":29}");
    }

    private int inspected() {
        return bulletin.run(
                "inspect",
                "--database",
                bulletin.database().toString(),
                "--attachments",
                bulletin.attachments().toString());
    }

    private String inspectFailing() {
        assertThat(inspected()).isEqualTo(1);
        assertThat(bulletin.out()).isEmpty();
        return bulletin.err();
    }

    /** Runs {@code act} without the triggers and keys that would refuse it. */
    private void without(String table, String act) throws Exception {
        var triggers =
                rows(
                        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '"
                                + table
                                + "'");
        for (String trigger : triggers) {
            DemoBulletin.execute(bulletin.database(), "DROP TRIGGER " + trigger);
        }
        DemoBulletin.execute(bulletin.database(), NO_KEYS, act);
    }

    private void overwriteFirstPageOf(String object) throws Exception {
        try (var channel = Files.newByteChannel(bulletin.database(), StandardOpenOption.WRITE)) {
            channel.position(firstByteOf(object))
                    .write(
                            ByteBuffer.wrap(
                                    "Szanowni!".repeat(30).getBytes(StandardCharsets.UTF_8)));
        }
    }

    private long firstByteOf(String object) throws Exception {
        long page =
                Long.parseLong(
                        rows("SELECT rootpage FROM sqlite_master WHERE name = '" + object + "'")
                                .getFirst());
        return (page - 1) * pageSize(Files.readAllBytes(bulletin.database()));
    }

    /** As the header of an SQLite file has it. */
    private static int pageSize(byte[] database) {
        return ByteBuffer.wrap(database).getShort(16) & 0xffff;
    }

    private List<String> rows(String sql) throws Exception {
        return DemoBulletin.query(bulletin.database(), sql);
    }
}

package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Upgrades, good and bad, while visitors read and editors save: no read fails, and what was
 * answered as saved is there in the end, once.
 */
@Tag("e2e")
class UpgradeUnderLoadIT {

    private static final int EDITORS = 3;
    private static final String DATABASE = "/opt/bip/current/data/bip.db";

    /** Tables to which rows come otherwise than by a save. */
    private static final List<String> CHANGED_OTHERWISE =
            List.of("session", "flyway_schema_history", "sqlite_sequence", "added");

    @TempDir private static Path folder;

    private static DebianMachine machine;
    private static Bulletin bulletin;

    @BeforeAll
    static void install() throws Exception {
        machine = DebianMachine.boot(DebianSuite.BOOKWORM, folder.resolve("machine"));
        bulletin = Bulletin.install(machine);
        Path made = Files.createDirectories(folder.resolve("made"));
        // Each but the first has a schema that 1.0.0 cannot run on, and 1.0.5 can.
        Path newSchema = SchemaRelease.make("1.2.0", SchemaRelease.Change.ADDS_TABLE, made);
        bulletin.channel()
                .add(
                        SchemaRelease.make("1.0.5", SchemaRelease.Change.READS_AHEAD, made),
                        newSchema,
                        SchemaRelease.make("1.3.0", SchemaRelease.Change.FAILS_HALF_WAY, made),
                        FaultyRelease.make("1.4.0", "wrong-version", newSchema, made));
        bulletin.bipctl("upgrade", "1.0.5", "--yes").ended(0);
        bulletin.assertServes("1.0.5");
    }

    @AfterAll
    static void powerCut() throws Exception {
        machine.close();
    }

    @Test
    void noReadFailsAndEachSaveIsKeptOrRefused() throws Exception {
        List<Editor> editors = makeEditors();
        Rows before = rows("before");
        var story = new VisitedStory();
        var reports = new ArrayList<EditorReport>();
        LoadReport visited;
        try (LoadProcess visitors = bulletin.visitors(false);
                var atWork = new AtWork(editors)) {
            story.happens("upgrade with a new schema", () -> upgrade("1.2.0", 0));
            bulletin.assertServes("1.2.0");
            story.happens("upgrade that fails to migrate", () -> upgrade("1.3.0", 13));
            bulletin.assertServes("1.2.0");
            story.happens("upgrade that fails its probe", () -> upgrade("1.4.0", 30));
            bulletin.assertServes("1.2.0");
            story.happens(
                    "rollback to 1.0.5",
                    () -> bulletin.bipctl("rollback", "--version", "1.0.5", "--yes").ended(0));
            bulletin.assertServes("1.0.5");
            reports.addAll(atWork.stop());
            visited = visitors.stop();
        }
        print(story, visited, reports);

        assertThat(visited.failed()).as(visited.firstFailure() + machine.journal(100)).isZero();
        assertThat(visited.answered()).isEqualTo(visited.sent()).isPositive();
        assertKept(editors, reports, before, rows("after"));
    }

    private static void assertKept(
            List<Editor> editors, List<EditorReport> reports, Rows before, Rows after)
            throws Exception {
        var more = after.since(before);
        assertThat(before.since(after).tables().keySet()).as("lost").isSubsetOf(CHANGED_OTHERWISE);
        int saves = 0;
        for (int at = 0; at < reports.size(); at++) {
            var report = reports.get(at);
            var editor = editors.get(at);
            assertThat(report.problems()).isEmpty();
            assertThat(report.unreached()).isZero();
            assertThat(report.refused()).as("saves refused during a freeze").isPositive();
            List<String> page = rowsOf(more.of("page_revision"), editor);
            assertThat(Rows.column(page, 4)).containsExactlyElementsOf(report.accepted());
            String last = report.accepted().getLast();
            assertThat(Jsoup.parse(bulletin.get(editor.address()).ended(0).out()).text())
                    .contains(last);
            saves += report.accepted().size();
        }
        // Beside their saves only what tells of the editors' signing in.
        assertThat(more.of("page_revision")).hasSize(saves);
        assertThat(more.of("change_entry")).hasSize(saves);
        var kinds = Rows.column(more.of("audit_entry"), 2);
        assertThat(kinds.stream().filter("page-changed"::equals)).hasSize(saves);
        assertThat(kinds).containsOnly("page-changed", "signed-in");
        assertThat(more.tables().keySet())
                .isSubsetOf(
                        "page_revision",
                        "change_entry",
                        "audit_entry",
                        "session",
                        "flyway_schema_history",
                        "sqlite_sequence",
                        "added");
        assertThat(after.of("flyway_schema_history"))
                .hasSize(before.of("flyway_schema_history").size() + 1);
    }

    private static List<String> rowsOf(List<String> revisions, Editor editor) {
        return revisions.stream().filter(row -> row.startsWith(editor.page() + "|")).toList();
    }

    private static void upgrade(String version, int exitCode) throws Exception {
        var run = bulletin.bipctl("upgrade", version, "--yes");
        if (run.exitCode() != exitCode) {
            // The machine is gone once the test has ended, and what the server said with it.
            System.out.println(
                    machine.shell("grep -A 25 -E ' (ERROR|WARN) ' /var/log/bip/bip.log | tail -150")
                            .out());
        }
        run.ended(exitCode);
    }

    /** Somebody with an account and a page of their own. */
    private record Editor(String login, String password, int page, String address) {
        LoadProcess start() throws IOException {
            return LoadProcess.editor(
                    machine.onItsNetwork(),
                    "--port=8080",
                    "--login=" + login,
                    "--password=" + password,
                    "--page=" + page);
        }
    }

    private static List<Editor> makeEditors() throws Exception {
        List<String> pages =
                sql(
                        "SELECT id || ' ' || slug FROM page WHERE state = 'published' ORDER BY id DESC");
        var editors = new ArrayList<Editor>();
        for (int number = 0; number < EDITORS; number++) {
            String login = "pisarka-" + number;
            var made = bulletin.bipctl("user", "create", login, "--generate").ended(0);
            String[] page = pages.get(number).split(" ", -1);
            editors.add(
                    new Editor(
                            login,
                            generated(made),
                            Integer.parseInt(page[0]),
                            "/strona/" + page[1]));
        }
        return editors;
    }

    private static String generated(Site.Run run) {
        return run.out()
                .lines()
                .filter(line -> line.startsWith("Password: "))
                .map(line -> line.substring("Password: ".length()))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> sql(String query) throws Exception {
        return machine.run("sqlite3", DATABASE, query).ended(0).out().lines().toList();
    }

    /** As the database is now. */
    private static Rows rows(String name) throws Exception {
        String copy = "/mnt/exchange/" + name + ".db";
        machine.run("sqlite3", DATABASE, ".backup " + copy).ended(0);
        return Rows.of(machine.exchange().resolve(name + ".db"));
    }

    private static void print(VisitedStory story, LoadReport visited, List<EditorReport> editors) {
        System.out.println(story.table("16 visitors, a connection per request", visited));
        editors.forEach(editor ->
                System.out.printf(
                        "  an editor: %d saves kept, %d refused and saved again, signed in %d"
                                + " times, longest between two saves %d ms%n",
                        editor.accepted().size(),
                        editor.refused(),
                        editor.signIns(),
                        editor.longestGapMillis()));
    }

    /** Editors who save until they are stopped. */
    private static final class AtWork implements AutoCloseable {
        private final List<LoadProcess> clients = new ArrayList<>();

        AtWork(List<Editor> editors) throws IOException {
            for (Editor editor : editors) {
                clients.add(editor.start());
            }
        }

        List<EditorReport> stop() throws IOException {
            var reports = new ArrayList<EditorReport>();
            for (LoadProcess client : clients) {
                reports.add(client.stopEditor());
            }
            return reports;
        }

        @Override
        public void close() {
            clients.forEach(LoadProcess::close);
        }
    }
}

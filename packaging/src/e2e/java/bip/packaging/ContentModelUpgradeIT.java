package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import bip.packaging.ReadAddresses.Answer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From the release before the content model to this one and back, on a real Debian: the server of
 * then with the imported office, every page, file and change compared over HTTP and in the
 * database.
 */
@Tag("e2e")
class ContentModelUpgradeIT {

    private static final String DATABASE = "/opt/bip/current/data/bip.db";
    private static final String EDITOR = "pisarka";

    /** To which reading and running add of themselves. */
    private static final List<String> ADDED_TO =
            List.of("session", "flyway_schema_history", "sqlite_sequence", "audit_entry");

    @TempDir private Path folder;

    @Test
    void upgradesEditsAndGoesBackWithNothingLost() throws Exception {
        try (var machine = DebianMachine.boot(DebianSuite.BOOKWORM, folder.resolve("machine"))) {
            Bulletin bulletin = installThatOfThen(machine);
            String password =
                    generated(bulletin.bipctl("user", "create", EDITOR, "--generate").ended(0));
            assertThat(schema(machine)).isEqualTo("2");
            Rows rowsBefore = rows(machine, "before");
            List<String> addresses = addresses(machine);
            Map<String, Answer> then = ReadAddresses.of(machine, "then", addresses);
            assertAnswersOfThen(then);

            bulletin.bipctl("upgrade", "1.1.0", "--yes").ended(0);
            bulletin.assertServes("1.1.0");
            assertThat(schema(machine)).isNotEqualTo("2");
            assertKept(rowsBefore, rows(machine, "upgraded"));
            assertSameContent(then, ReadAddresses.of(machine, "now", addresses));
            assertThat(changesInTheRegister(machine))
                    .isGreaterThanOrEqualTo(rowsBefore.of("change_entry").size());

            int saves = edit(machine, password);
            var refused = bulletin.bipctl("rollback", "--version", "1.0.0", "--yes").ended(13);
            assertThat(refused.err())
                    .contains(
                            "BIP-U150",
                            "saved texts: " + saves + ", on pages: 1;",
                            "--restore-data");
            bulletin.assertServes("1.1.0");

            bulletin.bipctl("rollback", "--version", "1.0.0", "--restore-data", "--yes").ended(0);
            bulletin.assertServes("1.0.0");
            assertThat(schema(machine)).isEqualTo("2");
            assertUnchanged(rowsBefore, rows(machine, "back"));
            assertAsBefore(then, ReadAddresses.of(machine, "back-again", addresses));
        }
    }

    private Bulletin installThatOfThen(DebianMachine machine) throws Exception {
        Path made = Files.createDirectories(folder.resolve("made"));
        Path exchange = machine.exchange().resolve("repository");
        SignedChannel.begin(exchange, Checkout.keys())
                .add(SecondSchemaRelease.make("1.0.0", made), Checkout.archive("1.1.0"));
        Bulletin bulletin = Bulletin.empty(machine);
        machine.shell("echo BIPCTL_CHANNEL_URL=/mnt/exchange/repository >>/etc/bip/bipctl.env")
                .ended(0);
        bulletin.bipctl("install", "1.0.0", "--yes").ended(0);
        bulletin.importOffice();
        bulletin.assertServes("1.0.0");
        return bulletin;
    }

    /** Every address that the release of then had for readers. */
    private static List<String> addresses(DebianMachine machine) throws Exception {
        var addresses =
                new ArrayList<>(List.of("/", "/zmiany", "/podstawowe", "/pracownicy", "/kontakt"));
        addresses.add("/szukaj?q=statut");
        addresses.add("/strona/nie-ma-takiej-strony");
        for (String slug : sql(machine, "SELECT slug FROM page ORDER BY id")) {
            addresses.add("/strona/" + encode(slug));
        }
        for (String name : sql(machine, "SELECT DISTINCT file_name FROM attachment ORDER BY 1")) {
            addresses.add("/attachment/" + encode(name));
        }
        for (String slug : sql(machine, "SELECT slug FROM label ORDER BY id")) {
            addresses.add("/etykieta/" + encode(slug));
        }
        return addresses;
    }

    /** As counted when the data was made. */
    private static void assertAnswersOfThen(Map<String, Answer> then) {
        var counts = new TreeMap<Integer, Integer>();
        then.forEach((address, answer) -> {
            if (address.startsWith("/strona/")) {
                counts.merge(answer.status(), 1, Integer::sum);
            }
        });
        assertThat(counts).isEqualTo(Map.of(200, 148, 410, 8, 404, 1));
    }

    /** Page by page: the status, the heading and the whole text; file by file: the bytes. */
    private static void assertSameContent(Map<String, Answer> then, Map<String, Answer> now)
            throws IOException {
        for (var entry : then.entrySet()) {
            String address = entry.getKey();
            Answer before = entry.getValue();
            Answer after = Objects.requireNonNull(now.get(address));
            assertThat(after.status()).as(address).isEqualTo(before.status());
            if (address.startsWith("/attachment/") && before.status() == 200) {
                assertThat(after.body()).as(address).hasSameBinaryContentAs(before.body());
            } else if (address.startsWith("/strona/") && before.status() == 200) {
                assertSamePage(address, before.document(), after.document());
            }
        }
    }

    private static void assertSamePage(String address, Document before, Document after) {
        assertThat(after.select("h1").text()).as(address).isEqualTo(before.select("h1").text());
        assertThat(after.select("main").text())
                .as(address)
                .contains(before.select("main article > .prose").text());
        assertThat(attachments(after)).as(address).containsAll(attachments(before));
    }

    /** Their names; one that two pages share has another address now. */
    private static List<String> attachments(Document page) {
        return page
                .select("main a[href^=/attachment/], main a[href^=/zalacznik/]")
                .eachAttr("href")
                .stream()
                .map(href -> href.substring(href.lastIndexOf('/') + 1))
                .toList();
    }

    private static void assertAsBefore(Map<String, Answer> then, Map<String, Answer> back)
            throws IOException {
        for (var entry : then.entrySet()) {
            Answer after = Objects.requireNonNull(back.get(entry.getKey()));
            assertThat(after.status()).as(entry.getKey()).isEqualTo(entry.getValue().status());
            if (after.status() == 200 && entry.getKey().startsWith("/attachment/")) {
                assertThat(after.body()).hasSameBinaryContentAs(entry.getValue().body());
            } else {
                assertThat(referenceLess(after)).isEqualTo(referenceLess(entry.getValue()));
            }
        }
    }

    /** An error page names its request. */
    private static String referenceLess(Answer answer) throws IOException {
        Document page = answer.document();
        page.select("main code, main .reference").forEach(Element::remove);
        return answer.status() == 200 ? page.select("main").text() : page.select("h1").text();
    }

    /** Migrations add columns at the end, so each row is there in its place with more behind it. */
    private static void assertKept(Rows before, Rows after) {
        for (var table : before.tables().entrySet()) {
            if (ADDED_TO.contains(table.getKey()) && !table.getKey().equals("audit_entry")) {
                continue;
            }
            List<String> now = after.of(table.getKey());
            assertThat(now.size())
                    .as(table.getKey())
                    .isGreaterThanOrEqualTo(table.getValue().size());
            for (int at = 0; at < table.getValue().size(); at++) {
                assertThat(now.get(at) + "|")
                        .as(table.getKey())
                        .startsWith(table.getValue().get(at) + "|");
            }
        }
        assertThat(after.of("page_address")).hasSameSizeAs(after.of("page"));
        assertThat(after.of("page_standing").size())
                .isGreaterThanOrEqualTo(before.of("page").size());
    }

    private static void assertUnchanged(Rows before, Rows after) {
        assertThat(before.since(after).tables().keySet()).as("lost").isSubsetOf(ADDED_TO);
        assertThat(after.since(before).tables().keySet()).as("more").isSubsetOf(ADDED_TO);
    }

    /** Saves on the newest published page until there were some; returns how many. */
    private static int edit(DebianMachine machine, String password) throws Exception {
        String page = sql(machine, "SELECT max(id) FROM page WHERE state = 'published'").getFirst();
        try (LoadProcess editor =
                LoadProcess.editor(
                        machine.onItsNetwork(),
                        "--port=8080",
                        "--login=" + EDITOR,
                        "--password=" + password,
                        "--page=" + page)) {
            var report = editor.stopEditor();
            assertThat(report.problems()).isEmpty();
            assertThat(report.accepted()).isNotEmpty();
            return report.accepted().size();
        }
    }

    /** Counted over HTTP, piece by piece. */
    private static int changesInTheRegister(DebianMachine machine) throws Exception {
        int count = 0;
        String next = "/zmiany";
        for (int piece = 0; !next.isEmpty(); piece++) {
            var answers = ReadAddresses.of(machine, "register-" + piece, List.of(next));
            Document page = answers.values().iterator().next().document();
            count += page.select("main .register li").size();
            next = page.select("main a[rel=next]").attr("href");
        }
        return count;
    }

    private static String schema(DebianMachine machine) throws Exception {
        return sql(machine, "SELECT max(CAST(version AS INTEGER)) FROM flyway_schema_history")
                .getFirst();
    }

    private static List<String> sql(DebianMachine machine, String query) throws Exception {
        return machine.run("sqlite3", DATABASE, query).ended(0).out().lines().toList();
    }

    private static Rows rows(DebianMachine machine, String name) throws Exception {
        String copy = "/mnt/exchange/" + name + ".db";
        machine.run("sqlite3", DATABASE, ".backup " + copy).ended(0);
        return Rows.of(machine.exchange().resolve(name + ".db"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String generated(Site.Run run) {
        return run.out()
                .lines()
                .filter(line -> line.startsWith("Password: "))
                .map(line -> line.substring("Password: ".length()))
                .findFirst()
                .orElseThrow();
    }
}

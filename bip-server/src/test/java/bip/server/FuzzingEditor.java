package bip.server;

import bip.server.testing.DemoBulletin;
import bip.server.testing.HandClock;
import bip.server.testing.RawHttp;
import bip.server.testing.StaffBrowser;
import bip.server.testing.TestServer;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Document;

/** Somebody of the office who means harm: signed in, and author of hostile texts. */
final class FuzzingEditor {
    private static final String LOGIN = "administrator";
    private static final String PASSWORD = "Legacy-Admin-1";
    private static final String REASON = " (zmiana na próbę)";

    /** Longer than any failures to sign in are counted. */
    private static final Duration PAUSE = Duration.ofHours(2);

    private final TestServer server;
    private final HandClock clock;
    private int signIns;
    private FuzzedRequest.Session session = new FuzzedRequest.Session("", "");
    private boolean isInDoubt;

    FuzzingEditor(TestServer server, HandClock clock) {
        this.server = server;
        this.clock = clock;
    }

    /** Publishes every hostile text as title, text and reason, each on a page of its own. */
    void writeHostileTexts() throws IOException, SQLException {
        StaffBrowser browser = signIn();
        List<String> pages =
                DemoBulletin.query(
                        server.database(),
                        "SELECT id FROM page WHERE state = 'published' ORDER BY id");
        var texts = FuzzWords.HOSTILE.iterator();
        for (String page : pages) {
            if (texts.hasNext()) {
                write(browser, "/redakcja/strona/" + page, texts.next());
            }
        }
        if (published() < FuzzWords.HOSTILE.size() / 2) {
            throw new IllegalStateException("only " + published() + " texts were published");
        }
    }

    private static void write(StaffBrowser browser, String page, String text) throws IOException {
        Map<String, String> filled = new HashMap<>();
        filled.put("tytul", text);
        filled.put("tresc", text + "\n\n[łącze](<" + text.replaceAll("[\r\n<>]", "") + ">)");
        filled.put("powod", text + REASON);
        filled.put("zapisz", "1");
        browser.submit(browser.read(page), page, filled);
    }

    /** How many hostile texts stand in the database, of this editor's or of fuzzed requests. */
    int published() throws SQLException {
        return Integer.parseInt(
                DemoBulletin.query(
                                server.database(),
                                "SELECT count(*) FROM page_revision WHERE saved_at LIKE '2026-03-%'")
                        .getFirst());
    }

    /** A form was sent, which may have ended the session. */
    void doubtSession() {
        isInDoubt = true;
    }

    /** Which addresses take a form, as the server says of each. */
    Set<String> formsAmong(List<String> templates) throws IOException {
        Set<String> forms = new HashSet<>();
        for (String template : templates) {
            String target = template.replaceAll("\\{\\w+}", "1");
            RawHttp.Answer answer = RawHttp.send(server.address(), "OPTIONS", target);
            if (answer.header("allow").orElse("").contains("POST")) {
                forms.add(template);
            }
        }
        return forms;
    }

    /** A session that stands; another one when a form has ended the last. */
    FuzzedRequest.Session session() throws IOException {
        boolean wasInDoubt = isInDoubt;
        isInDoubt = false;
        if (wasInDoubt && server.get("/redakcja", "Cookie: " + session.cookie()).status() != 200) {
            signIn();
        }
        return session;
    }

    int signIns() {
        return signIns;
    }

    private StaffBrowser signIn() throws IOException {
        // A guesser of passwords, as the requests before were, would wait.
        clock.advance(PAUSE);
        var browser = new StaffBrowser(server);
        if (browser.signIn(LOGIN, PASSWORD).status() != 303) {
            throw new IllegalStateException("could not sign in");
        }
        signIns++;
        Document desk = browser.read("/redakcja");
        session =
                new FuzzedRequest.Session(
                        browser.cookie().orElseThrow(),
                        desk.expectFirst("input[name=_token]").attr("value"));
        return browser;
    }
}

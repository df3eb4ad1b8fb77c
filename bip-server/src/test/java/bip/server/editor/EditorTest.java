package bip.server.editor;

import static bip.server.testing.StaffSite.ADMINISTRATOR;
import static bip.server.testing.StaffSite.EDITOR;
import static bip.server.testing.StaffSite.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bip.server.audit.AuditEvent;
import bip.server.audit.AuditKind;
import bip.server.testing.DemoBulletin;
import bip.server.testing.RawHttp;
import bip.server.testing.StaffBrowser;
import bip.server.testing.StaffSite;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A page under an editor's hands, over HTTP. */
class EditorTest {
    private static final String PAGE = "/redakcja/strona/1";
    private static final String TEXT =
            "\n\nPierwsza łąka — „święta”.\n\n- \"<b>&amp;</b>\"\n- 'cudzysłów'\n";
    private static final Map<String, String> CHANGE =
            Map.of(
                    "tytul", "Łąki i \"pastwiska\" <gminne>",
                    "tresc", TEXT,
                    "powod", "Uzupełnienie o pastwiska; '); DROP TABLE page; --",
                    "zapisz", "tak");

    @TempDir private Path folder;
    private StaffSite site;
    private StaffBrowser editor;

    @BeforeEach
    void signIn() throws Exception {
        site = new StaffSite(folder.resolve("data"));
        editor = site.signedIn(EDITOR);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void aSaveIsARevisionAnEntryInTheRegisterAndAnAuditEntryAndPublicAtOnce() throws Exception {
        RawHttp.Answer answer = editor.submit(editor.read(PAGE), PAGE, CHANGE);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).hasValue(PAGE + "?zapisano");
        assertThat(editor.read(PAGE + "?zapisano").text()).contains("Zapisano.");
        assertThat(site.query("SELECT number, title, markdown FROM page_revision WHERE page_id=1"))
                .containsExactly(
                        "1|Łąki gminne|Treść pierwsza.", "2|" + CHANGE.get("tytul") + "|" + TEXT);
        assertThat(site.query("SELECT kind, reason, changed_at FROM change_entry"))
                .containsExactly("changed|" + CHANGE.get("powod") + "|2026-03-02T08:00:00.000000Z");
        assertThat(
                        site.query(
                                "SELECT login, subject, detail FROM audit_entry WHERE kind ="
                                        + " 'page-changed'"))
                .containsExactly(EDITOR + "|page/1/2|" + CHANGE.get("powod"));
        Document page = Jsoup.parse(site.server().get("/strona/strona-1").text());
        assertThat(page.expectFirst("h1").text()).isEqualTo(CHANGE.get("tytul"));
        assertThat(page.expectFirst(".changes").text()).contains("DROP TABLE page");
    }

    @Test
    void whatIsPublishedAndRegisteredCannotBeChangedEvenInTheDatabase() throws Exception {
        editor.submit(editor.read(PAGE), PAGE, CHANGE);
        for (String act :
                List.of(
                        "UPDATE page_revision SET title = 'inny' WHERE number = 1",
                        "DELETE FROM page_revision WHERE number = 1",
                        "INSERT OR REPLACE INTO page_revision SELECT * FROM page_revision",
                        "UPDATE change_entry SET reason = 'inny'",
                        "DELETE FROM change_entry",
                        "INSERT OR REPLACE INTO change_entry SELECT * FROM change_entry")) {
            assertThatThrownBy(() -> DemoBulletin.execute(site.server().database(), act))
                    .as(act)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("is never");
        }
    }

    @Test
    void theFormHoldsTheTextLetterByLetterAndSavingItUnchangedMakesNoRevision() throws Exception {
        editor.submit(editor.read(PAGE), PAGE, CHANGE);
        RawHttp.Answer again =
                editor.submit(
                        editor.read(PAGE),
                        PAGE,
                        Map.of("powod", "powód dość długi", "zapisz", "tak"));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text()).contains("nie powstała nowa wersja");
        assertThat(Jsoup.parse(again.text()).expectFirst("[name=wersja]").val()).isEqualTo("2");
        assertThat(site.query("SELECT count(*) FROM page_revision WHERE page_id = 1"))
                .containsExactly("2");
    }

    @ParameterizedTest
    @CsvSource({
        "powod, 1",
        "powod, 12345678901234567890",
        "powod, ''",
        "tytul, ' '",
        "tresc, ' '",
    })
    void whatIsMissingIsNamedAndWhatWasTypedStays(String field, String value) throws Exception {
        var filled = new HashMap<>(CHANGE);
        filled.put(field, value);
        RawHttp.Answer answer = editor.submit(editor.read(PAGE), PAGE, filled);

        assertThat(answer.status()).isEqualTo(422);
        Document page = Jsoup.parse(answer.text());
        assertThat(page.select("[aria-invalid=true]").eachAttr("name")).containsExactly(field);
        assertTyped(page, filled);
        assertThat(site.query("SELECT count(*) FROM change_entry")).containsExactly("0");
    }

    @Test
    void aSaveSentTwiceIsAnsweredWithTheNumberOfWhatIsPublishedNow() throws Exception {
        Document form = editor.read(PAGE);
        editor.submit(form, PAGE, CHANGE);
        RawHttp.Answer again = editor.submit(form, PAGE, CHANGE);
        assertThat(again.text()).contains("nie powstała nowa wersja");
        assertThat(Jsoup.parse(again.text()).expectFirst("[name=wersja]").val()).isEqualTo("2");
    }

    @ParameterizedTest
    @CsvSource({"tytul", "tresc", "powod"})
    void aControlCharacterIsNamedByItsFieldAndTheRestStays(String field) throws Exception {
        var filled = new HashMap<>(CHANGE);
        filled.merge(field, "\u0000\u0007", String::concat);
        RawHttp.Answer answer = editor.submit(editor.read(PAGE), PAGE, filled);

        assertThat(answer.status()).isEqualTo(422);
        Document page = Jsoup.parse(answer.text());
        assertThat(page.select("[aria-invalid=true]").eachAttr("name")).containsExactly(field);
        assertThat(page.expectFirst(".problem").text()).contains("znaki sterujące");
        assertTyped(page, CHANGE);
        assertThat(editor.submit(page, PAGE, Map.of("zapisz", "tak")).status()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200b\u202e \u00a0", "\u3164", "\u0301"})
    void aTitleThatShowsNothingIsRefused(String title) throws Exception {
        var filled = new HashMap<>(CHANGE);
        filled.put("tytul", title);
        assertRefused(filled, "tytul");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!-- nic -->", "# ", "***", "<script>alert(1)</script>", "\u200b"})
    void aTextThatShowsNothingIsRefused(String text) throws Exception {
        var filled = new HashMap<>(CHANGE);
        filled.put("tresc", text);
        assertRefused(filled, "tresc");
    }

    @Test
    void titlesAndReasonsAreOneLineThatReadsInItsOwnDirection() throws Exception {
        var filled = new HashMap<>(CHANGE);
        filled.put("tytul", "Łąki\u000b\u202egminne");
        filled.put("powod", "Poprawka\r\nna wniosek \u2067sołtysa");
        assertThat(editor.submit(editor.read(PAGE), PAGE, filled).status()).isEqualTo(303);
        assertThat(site.query("SELECT title FROM page_revision WHERE number = 2"))
                .containsExactly("Łąki gminne");
        assertThat(site.query("SELECT reason FROM change_entry"))
                .containsExactly("Poprawka na wniosek sołtysa");
    }

    @Test
    void aRefusedSaveIsToldFirstAndEnterDoesNotPublish() throws Exception {
        Document form = editor.read(PAGE);
        assertThat(form.title()).startsWith("Edycja: Łąki gminne");
        String first = form.expectFirst("form[action='" + PAGE + "'] button").outerHtml();
        assertThat(first).contains("Podgląd").doesNotContain("name=");

        var filled = new HashMap<>(CHANGE);
        filled.put("powod", "");
        Document refused = Jsoup.parse(editor.submit(form, PAGE, filled).text());
        assertThat(refused.title()).startsWith("Błąd: Edycja: Łąki gminne");
        assertThat(refused.select("[autofocus]").eachAttr("id")).containsExactly("bledy");
    }

    @Test
    void aPreviewSaysThatPicturesOfOtherSitesAreLeftOut() throws Exception {
        String note = "Obrazy z innych stron są pominięte";
        Document form = editor.read(PAGE);
        assertThat(editor.submit(form, PAGE, Map.of("tresc", "![a](https://inna.pl/a.png)")).text())
                .contains(note);
        assertThat(editor.submit(form, PAGE, Map.of("tresc", "![a](/zalacznik/1)")).text())
                .doesNotContain(note);
    }

    private void assertRefused(Map<String, String> filled, String field) throws Exception {
        RawHttp.Answer answer = editor.submit(editor.read(PAGE), PAGE, filled);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(Jsoup.parse(answer.text()).select("[aria-invalid=true]").eachAttr("name"))
                .containsExactly(field);
        assertThat(site.query("SELECT count(*) FROM change_entry")).containsExactly("0");
    }

    @Test
    void nothingIsOverwrittenWhenSomebodySavedInBetween() throws Exception {
        Document mine = editor.read(PAGE);
        StaffBrowser other = site.signedIn(ADMINISTRATOR);
        other.submit(
                other.read(PAGE),
                PAGE,
                Map.of("tresc", "Tekst szefowej.", "powod", "poprawka szefowej", "zapisz", "tak"));

        RawHttp.Answer answer = editor.submit(mine, PAGE, CHANGE);

        assertThat(answer.status()).isEqualTo(409);
        Document both = Jsoup.parse(answer.text());
        assertThat(both.expectFirst("#zapisana-tresc").text()).isEqualTo("Tekst szefowej.");
        assertThat(both.expectFirst(".notice-bad").text()).contains(ADMINISTRATOR);
        assertTyped(both, CHANGE);
        assertThat(Jsoup.parse(site.server().get("/strona/strona-1").text()).text())
                .contains("Tekst szefowej.");

        assertThat(editor.submit(both, PAGE, Map.of("zapisz", "tak")).status()).isEqualTo(303);
        assertThat(site.query("SELECT max(number) FROM page_revision WHERE page_id = 1"))
                .containsExactly("3");
    }

    @Test
    void whileFrozenNothingIsSavedAndNothingTypedIsLost() throws Exception {
        site.freeze(Duration.ofMinutes(5));
        RawHttp.Answer answer = editor.submit(editor.read(PAGE), PAGE, CHANGE);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).hasValue("60");
        Document page = Jsoup.parse(answer.text());
        assertTyped(page, CHANGE);
        assertThat(site.query("SELECT count(*) FROM change_entry")).containsExactly("0");

        site.thaw();
        assertThat(editor.submit(page, PAGE, Map.of("zapisz", "tak")).status()).isEqualTo(303);
    }

    @Test
    void aSessionThatExpiresWhileTypingCostsASignInAndNoText() throws Exception {
        Document form = editor.read(PAGE);
        site.clock().advance(Duration.ofMinutes(31));

        RawHttp.Answer refused = editor.submit(form, PAGE, CHANGE);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(site.audited()).endsWith("expired-session-refused");

        Document wrong =
                Jsoup.parse(
                        editor.submit(
                                        Jsoup.parse(refused.text()),
                                        "/zaloguj",
                                        Map.of("login", EDITOR, "haslo", "pomyłka w haśle"))
                                .text());
        RawHttp.Answer signedIn =
                editor.submit(wrong, "/zaloguj", Map.of("login", EDITOR, "haslo", PASSWORD));
        assertThat(signedIn.status()).isEqualTo(200);
        assertThat(site.query("SELECT count(*) FROM change_entry")).containsExactly("0");

        Document back =
                Jsoup.parse(editor.submit(Jsoup.parse(signedIn.text()), PAGE, Map.of()).text());
        assertTyped(back, CHANGE);
        assertThat(editor.submit(back, PAGE, Map.of("zapisz", "tak")).status()).isEqualTo(303);
    }

    @Test
    void aFormWhoseCookieIsGoneIsRefusedAndItsTextShownToBeCopied() throws Exception {
        Document form = editor.read(PAGE);
        editor.forgetCookie();
        RawHttp.Answer refused = editor.submit(form, PAGE, CHANGE);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(Jsoup.parse(refused.text()).select("textarea").eachText())
                .anyMatch(text -> text.contains("Pierwsza łąka"));
        assertThat(Jsoup.parse(refused.text()).select("label[for^=pole]").eachText())
                .containsExactlyInAnyOrder("Tytuł", "Treść", "Powód zmiany");
        assertThat(site.audited()).endsWith("form-token-foreign");
    }

    @Test
    void aPreviewShowsSafeHtmlAndSavesNothing() throws Exception {
        RawHttp.Answer answer =
                editor.submit(
                        editor.read(PAGE),
                        PAGE,
                        Map.of("tresc", "**ważne** <script>alert(1)</script>"));
        Document page = Jsoup.parse(answer.text());
        assertThat(page.select(".preview strong").eachText()).containsExactly("ważne");
        assertThat(page.select("script")).isEmpty();
        assertThat(site.query("SELECT count(*) FROM change_entry")).containsExactly("0");
    }

    @Test
    void listsPublishedPagesAndAnswersForOthersAsThePublicDoes() throws Exception {
        assertThat(editor.read("/redakcja").select(".desk-list a").eachText())
                .containsExactly("Łąki gminne");
        assertThat(editor.get("/redakcja/strona/2").status()).isEqualTo(410);
        assertThat(editor.get("/redakcja/strona/99").status()).isEqualTo(404);
        assertThat(editor.get("/redakcja/strona/x").status()).isEqualTo(404);
    }

    @Test
    void theAdministratorSeesTheAuditLog() throws Exception {
        Document log = site.signedIn(ADMINISTRATOR).read("/redakcja/dziennik");
        assertThat(log.select("tbody tr").eachText())
                .anyMatch(row -> row.contains("zalogowanie") && row.contains(EDITOR));
    }

    @Test
    void olderEntriesOfTheAuditLogAreReachableAndCannotTurnTheListRound() throws Exception {
        site.audit(
                250,
                number ->
                        AuditEvent.of(AuditKind.PAGE_FORBIDDEN)
                                .about("wpis " + number + "\u202e\u0007"));
        StaffBrowser administrator = site.signedIn(ADMINISTRATOR);
        Document first = administrator.read("/redakcja/dziennik");
        assertThat(first.select("tbody tr")).hasSize(200);
        assertThat(first.text()).doesNotContain("\u202e").contains("wpis 249");
        Document second = administrator.read(first.expectFirst("a[rel=next]").attr("href"));
        assertThat(second.text()).contains("wpis 0 ").doesNotContain("wpis 249");
        assertThat(second.select("a[rel=next]")).isEmpty();
        assertThat(administrator.get("/redakcja/dziennik?p=99").status()).isEqualTo(404);
    }

    private static void assertTyped(Document page, Map<String, String> typed) {
        assertThat(page.expectFirst("#tytul").val().strip())
                .isEqualTo(typed.getOrDefault("tytul", "").strip());
        assertThat(page.expectFirst("#powod").val()).isEqualTo(typed.get("powod"));
        assertThat(page.expectFirst("#tresc-pole").wholeText()).isEqualTo(typed.get("tresc"));
    }
}

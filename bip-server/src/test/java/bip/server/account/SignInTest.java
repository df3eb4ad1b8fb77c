package bip.server.account;

import static bip.server.testing.StaffSite.ADMINISTRATOR;
import static bip.server.testing.StaffSite.EDITOR;
import static bip.server.testing.StaffSite.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import bip.server.testing.DemoBulletin;
import bip.server.testing.RawHttp;
import bip.server.testing.StaffBrowser;
import bip.server.testing.StaffSite;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in and out over HTTP. */
class SignInTest {
    private static final String LIST = "/redakcja";

    @TempDir private Path folder;
    private StaffSite site;

    @BeforeEach
    void start() throws Exception {
        site = new StaffSite(folder.resolve("data"));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void signsInAndOut() throws Exception {
        StaffBrowser browser = site.browser();
        RawHttp.Answer answer = browser.signIn(EDITOR, PASSWORD);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).hasValue(LIST);
        assertThat(browser.read(LIST).text()).contains(EDITOR);

        String session = browser.cookie().orElseThrow();
        assertThat(browser.submit(browser.read(LIST), "/wyloguj", Map.of()).status())
                .isEqualTo(303);
        assertThat(browser.cookie()).isEmpty();
        RawHttp.Answer again = RawHttp.get(site.server().address(), LIST, "Cookie: " + session);
        assertThat(again.status()).isEqualTo(303);
        assertThat(again.header("Location")).hasValue("/zaloguj?dalej=/redakcja");
        assertThat(site.audited()).endsWith("signed-in", "signed-out", "expired-session-refused");
    }

    @Test
    void theSecretInTheCookieIsNewAtSignInAndStoredOnlyAsAHash() throws Exception {
        StaffBrowser browser = site.browser();
        browser.get("/zaloguj");
        String before = browser.cookie().orElseThrow();
        browser.signIn(EDITOR, PASSWORD);
        String after = browser.cookie().orElseThrow();

        assertThat(after).isNotEqualTo(before);
        String secret = after.substring("bip-session=".length());
        assertThat(site.query("SELECT secret_sha256 FROM session"))
                .containsExactly(DemoBulletin.sha256(secret.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void theCookieIsForThisSiteAloneAndByHttpsForHttpsAlone() throws Exception {
        String plain = site.browser().get("/zaloguj").header("Set-Cookie").orElseThrow();
        assertThat(plain)
                .startsWith("bip-session=")
                .endsWith("; Path=/; HttpOnly; SameSite=Strict");

        String secure =
                site.browser("X-Forwarded-For: 192.0.2.7", "X-Forwarded-Proto: https")
                        .get("/zaloguj")
                        .header("Set-Cookie")
                        .orElseThrow();
        assertThat(secure)
                .startsWith("__Host-bip-session=")
                .endsWith("; Path=/; HttpOnly; SameSite=Strict; Secure");
    }

    @Test
    void readersGetNoCookieAndStaffPagesAreKeptByNobody() throws Exception {
        RawHttp.Answer page = site.server().get("/strona/strona-1");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Set-Cookie")).isEmpty();
        assertThat(site.browser().get("/zaloguj").header("Cache-Control")).hasValue("no-store");
        assertThat(site.signedIn(EDITOR).get(LIST).header("Cache-Control")).hasValue("no-store");
    }

    @Test
    void passwordsAreNotTakenOverAnOpenNetwork() throws Exception {
        StaffBrowser outside = site.browser("X-Forwarded-For: 192.0.2.7");
        assertThat(outside.get("/zaloguj").status()).isEqualTo(403);

        StaffBrowser inside = site.browser();
        var form = inside.read("/zaloguj");
        String token = form.expectFirst("input[name=_token]").val();
        var fields = Map.of("_token", token, "login", EDITOR, "haslo", PASSWORD);
        String cookie = inside.cookie().orElseThrow();
        StaffBrowser proxied = site.browser("X-Forwarded-For: 192.0.2.7", "Cookie: " + cookie);
        assertThat(proxied.post("/zaloguj", fields).status()).isEqualTo(403);
        assertThat(site.audited()).doesNotContain("signed-in");
    }

    @Test
    void doesNotTellAnUnknownLoginFromAWrongPasswordOrADisabledAccount() throws Exception {
        site.change(accounts -> accounts.disable(EDITOR));
        RawHttp.Answer unknown = site.browser().signIn("nikt", PASSWORD);
        RawHttp.Answer wrong = site.browser().signIn(ADMINISTRATOR, "nie to hasło");
        RawHttp.Answer disabled = site.browser().signIn(EDITOR, PASSWORD);

        for (RawHttp.Answer answer : List.of(unknown, wrong, disabled)) {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(Jsoup.parse(answer.text()).expectFirst(".notice-bad").text())
                    .isEqualTo("Login lub hasło są nieprawidłowe albo konto jest wyłączone.");
            assertThat(answer.text()).doesNotContain(PASSWORD).doesNotContain("nie to hasło");
        }
        assertThat(site.audited())
                .endsWith("unknown-login-refused", "password-refused", "disabled-account-refused");
    }

    @Test
    void aDisabledAccountLosesItsSessionAtOnce() throws Exception {
        StaffBrowser browser = site.signedIn(EDITOR);
        site.change(accounts -> accounts.disable(EDITOR));
        assertThat(browser.get(LIST).status()).isEqualTo(303);
        assertThat(site.audited()).endsWith("account-disabled", "expired-session-refused");
    }

    @Test
    void aResetPasswordEndsSessionsAndTheOldOneIsRefused() throws Exception {
        StaffBrowser browser = site.signedIn(EDITOR);
        site.change(accounts -> accounts.resetPassword(EDITOR, "nowe długie hasło"));
        assertThat(browser.get(LIST).status()).isEqualTo(303);
        assertThat(site.browser().signIn(EDITOR, PASSWORD).status()).isEqualTo(403);
        assertThat(site.browser().signIn(EDITOR, "nowe długie hasło").status()).isEqualTo(303);
    }

    @Test
    void aSessionEndsWhenLeftAloneAndAfterTwelveHoursInAnyCase() throws Exception {
        StaffBrowser idle = site.signedIn(EDITOR);
        site.clock().advance(Sessions.IDLE.plusSeconds(1));
        assertThat(idle.get(LIST).status()).isEqualTo(303);

        StaffBrowser busy = site.signedIn(EDITOR);
        for (int used = 0; used < 35; used++) {
            site.clock().advance(Duration.ofMinutes(20));
            assertThat(busy.get(LIST).status()).isEqualTo(200);
        }
        site.clock().advance(Duration.ofMinutes(21));
        assertThat(busy.get(LIST).status()).isEqualTo(303);
    }

    @Test
    void twentyWrongPasswordsAreRefusedSlowedDownAndAudited() throws Exception {
        int judged = 0;
        int throttled = 0;
        for (int guess = 0; guess < 20; guess++) {
            RawHttp.Answer answer = site.browser().signIn(EDITOR, "zgadywane hasło " + guess);
            assertThat(answer.status()).isIn(403, 429);
            if (answer.status() == 429) {
                int wait = Integer.parseInt(answer.header("Retry-After").orElseThrow());
                assertThat(wait).isBetween(1, 301);
                throttled++;
            } else {
                judged++;
            }
        }
        assertThat(judged).isEqualTo(4);
        assertThat(throttled).isEqualTo(16);
        assertThat(site.audited().stream().filter("password-refused"::equals)).hasSize(4);
        assertThat(site.audited().stream().filter("sign-in-throttled"::equals)).hasSize(1);
        assertThat(site.browser().signIn(EDITOR, PASSWORD).status()).isEqualTo(429);

        site.clock().advance(Duration.ofHours(1));
        assertThat(site.browser().signIn(EDITOR, PASSWORD).status()).isEqualTo(303);
        site.signedIn(ADMINISTRATOR).read("/redakcja/dziennik");
        assertThat(
                        site.query(
                                "SELECT login || ': ' || coalesce(detail, '') FROM audit_entry"
                                        + " WHERE kind = 'sign-in-throttled' ORDER BY number"))
                .containsExactly(
                        EDITOR + ": ",
                        EDITOR
                                + ": jeszcze 16 × od 2026-03-02T08:00:00Z do"
                                + " 2026-03-02T08:00:00Z");
    }

    @Test
    void whatNobodysLoginWasIsKeptNowhereAndSlowedDownAsAnyOther() throws Exception {
        String typed = "Moje-Tajne-Hasło";
        List<Integer> statuses = new ArrayList<>();
        for (int guess = 0; guess < 5; guess++) {
            statuses.add(site.browser().signIn(typed, "x").status());
        }
        assertThat(statuses).containsExactly(403, 403, 403, 403, 429);
        assertThat(site.audited()).endsWith("unknown-login-refused", "sign-in-throttled");
        assertThat(
                        site.query(
                                "SELECT count(*) FROM audit_entry WHERE kind IN"
                                        + " ('unknown-login-refused', 'sign-in-throttled') AND (login"
                                        + " IS NOT NULL OR detail IS NOT NULL OR subject IS NOT NULL)"))
                .containsExactly("0");
    }

    @Test
    void nobodyCanFillTheAuditLogWithFormsOfTheirOwn() throws Exception {
        for (int form = 0; form < 30; form++) {
            assertThat(site.browser().post("/zaloguj", Map.of("login", "x")).status())
                    .isEqualTo(403);
        }
        assertThat(site.audited().stream().filter("form-token-missing"::equals)).hasSize(1);
        Path database = site.server().database();
        site.close();
        assertThat(
                        DemoBulletin.query(
                                database,
                                "SELECT substr(detail, 1, 12) FROM audit_entry WHERE kind ="
                                        + " 'form-token-missing' AND detail IS NOT NULL"))
                .containsExactly("jeszcze 29 ×");
    }

    @Test
    void aLoginIsTakenInAnyCaseAndAPasswordInAnyNormalForm() throws Exception {
        String decomposed = Normalizer.normalize(PASSWORD, Normalizer.Form.NFD);
        assertThat(decomposed).isNotEqualTo(PASSWORD);
        assertThat(site.browser().signIn(EDITOR.toUpperCase(Locale.ROOT), decomposed).status())
                .isEqualTo(303);
        assertThat(site.query("SELECT login FROM audit_entry WHERE kind = 'signed-in'"))
                .containsExactly(EDITOR);
    }

    @Test
    void aGuesserElsewhereDoesNotKeepAnEditorOut() throws Exception {
        site.signedIn(EDITOR);
        String[] far = {"X-Forwarded-For: 192.0.2.7", "X-Forwarded-Proto: https"};
        for (int guess = 0; guess < 6; guess++) {
            site.browser(far).signIn(EDITOR, "zgadywane hasło");
        }
        assertThat(site.browser(far).signIn(EDITOR, PASSWORD).status()).isEqualTo(429);
        assertThat(site.browser().signIn(EDITOR, PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void aFormWithoutItsTokenOrWithAnothersIsRefusedAndAudited() throws Exception {
        StaffBrowser browser = site.signedIn(EDITOR);
        String foreign =
                site.signedIn(ADMINISTRATOR).read(LIST).expectFirst("input[name=_token]").val();
        for (String path : List.of("/zaloguj", "/wyloguj", "/redakcja/strona/1")) {
            assertThat(browser.post(path, Map.of("login", EDITOR)).status()).isEqualTo(403);
            assertThat(browser.post(path, Map.of("_token", foreign)).status()).isEqualTo(403);
        }
        assertThat(site.audited())
                .endsWith(
                        "form-token-missing",
                        "form-token-foreign",
                        "form-token-missing",
                        "form-token-foreign",
                        "form-token-missing",
                        "form-token-foreign");
        assertThat(browser.get(LIST).status()).isEqualTo(200);
    }

    @Test
    void everyRouteIsOpenToWhomItIsMeantForAndClosedToOthers() throws Exception {
        record Route(String method, String path, int anonymous, int editor, int administrator) {}
        var routes =
                List.of(
                        new Route("GET", "/", 200, 200, 200),
                        new Route("GET", "/strona/strona-1", 200, 200, 200),
                        new Route("GET", "/zaloguj", 200, 200, 200),
                        new Route("GET", LIST, 303, 200, 200),
                        new Route("GET", "/redakcja/strona/1", 303, 200, 200),
                        new Route("GET", "/redakcja/dziennik", 303, 403, 200),
                        new Route("POST", "/redakcja/strona/1", 403, 200, 200),
                        new Route("POST", "/zaloguj", 403, 403, 403),
                        new Route("POST", "/wyloguj", 403, 303, 303));
        for (Route route : routes) {
            assertThat(call(route.method, route.path, site.browser()))
                    .as("anonymous: %s", route)
                    .isEqualTo(route.anonymous);
            assertThat(call(route.method, route.path, site.signedIn(EDITOR)))
                    .as("editor: %s", route)
                    .isEqualTo(route.editor);
            assertThat(call(route.method, route.path, site.signedIn(ADMINISTRATOR)))
                    .as("administrator: %s", route)
                    .isEqualTo(route.administrator);
        }
        assertThat(site.audited()).contains("page-forbidden");
    }

    private static int call(String method, String path, StaffBrowser browser) throws Exception {
        if (method.equals("GET")) {
            return browser.get(path).status();
        }
        Map<String, String> fields = new HashMap<>();
        fields.put("tytul", "Tytuł");
        var token = browser.read("/zaloguj").expectFirst("input[name=_token]");
        fields.put("_token", token.val());
        return browser.post(path, fields).status();
    }

    @Test
    void whileFrozenNobodySignsInAndNothingIsWritten() throws Exception {
        StaffBrowser browser = site.signedIn(EDITOR);
        List<String> before = site.audited();
        site.freeze(Duration.ofMinutes(5));
        site.clock().advance(Duration.ofMinutes(2));

        RawHttp.Answer answer = site.browser().signIn(EDITOR, PASSWORD);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).hasValue("60");
        assertThat(browser.get(LIST).status()).isEqualTo(200);
        assertThat(browser.get("/redakcja/dziennik").status()).isEqualTo(403);
        assertThat(browser.post("/wyloguj", Map.of()).status()).isEqualTo(403);
        assertThat(site.audited()).isEqualTo(before);
        assertThat(Files.readAllLines(site.server().dataFolder().resolve("audit-kept.ndjson")))
                .hasSize(2);

        site.thaw();
        browser.get("/redakcja/dziennik");
        assertThat(site.audited().subList(before.size(), before.size() + 3))
                .containsExactly("page-forbidden", "form-token-missing", "page-forbidden");
        assertThat(site.server().dataFolder().resolve("audit-kept.ndjson")).doesNotExist();
    }

    @Test
    void whoSignsOutDuringAFreezeIsSignedOutAtOnceAndForGood() throws Exception {
        StaffBrowser browser = site.signedIn(EDITOR);
        String session = browser.cookie().orElseThrow();
        var form = browser.read(LIST);
        site.freeze(Duration.ofMinutes(5));

        assertThat(browser.submit(form, "/wyloguj", Map.of()).status()).isEqualTo(303);
        assertThat(browser.cookie()).isEmpty();
        assertSignedOut(session);
        assertThat(site.query("SELECT ended_at FROM session")).containsExactly("null");

        site.restart();
        assertSignedOut(session);

        site.thaw();
        assertSignedOut(session);
        assertThat(site.query("SELECT ended_at FROM session"))
                .containsExactly("2026-03-02T08:00:00.000000Z");
        assertThat(site.audited()).contains("signed-out");
        assertThat(site.server().dataFolder().resolve("sessions-ended")).doesNotExist();
    }

    private void assertSignedOut(String session) throws Exception {
        RawHttp.Answer answer = RawHttp.get(site.server().address(), LIST, "Cookie: " + session);
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).hasValue("/zaloguj?dalej=/redakcja");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 3000000", "Transfer-Encoding: chunked"})
    void whoSendsATooLargeFormToItsEndGetsThePageThatSaysSo(String length) throws Exception {
        boolean chunked = length.startsWith("Transfer");
        String body =
                chunked
                        ? "2dc6c0\r\n" + "a".repeat(3_000_000) + "\r\n0\r\n\r\n"
                        : "a".repeat(3_000_000);
        RawHttp.Answer answer =
                RawHttp.exchange(
                        site.server().address(),
                        "POST /zaloguj HTTP/1.1\r\nHost: bip.example\r\nConnection: close\r\n"
                                + "Content-Type: application/x-www-form-urlencoded\r\n"
                                + length
                                + "\r\n\r\n"
                                + body);
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text()).contains("Formularz jest za duży");
    }

    @Test
    void formsThatAreTooLargeOrNoFormsAreRefusedWhole() throws Exception {
        String head = "POST /zaloguj HTTP/1.1\r\nHost: bip.example\r\nConnection: close\r\n";
        String form = "Content-Type: application/x-www-form-urlencoded\r\n";
        var address = site.server().address();
        assertThat(
                        RawHttp.exchange(address, head + form + "Content-Length: 3000000\r\n\r\n")
                                .status())
                .isEqualTo(413);
        assertThat(
                        RawHttp.exchange(
                                        address,
                                        head
                                                + "Content-Type: text/xml\r\nContent-Length: 2\r\n\r\n{}")
                                .status())
                .isEqualTo(415);
        assertThat(
                        RawHttp.exchange(address, head + form + "Content-Length: 5\r\n\r\na=%C5")
                                .status())
                .isEqualTo(400);
    }
}

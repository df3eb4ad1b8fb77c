package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An editor's day in a real browser, on an imported bulletin. */
@Tag("e2e")
class EditorIT {

    private static final String PASSWORD = "Legacy-Redaktor-1";
    private static final String DESK = "/redakcja";

    @TempDir static Path folder;
    private static Site site;
    private static Browser browser;

    @BeforeAll
    static void serveTheImportedBulletin() throws Exception {
        site = Site.prepare(folder.resolve("site"), Checkout.channel().toString());
        site.bipctl("install", "1.0.0", "--yes").ended(0);
        site.server("import", "biuletyn-bip", Checkout.legacyData().toString()).ended(0);
        browser = new Browser();
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
        site.close();
    }

    @Test
    void anEditorSignsInEditsSeesTheRevisionPublicAndSignsOut() {
        try (var visit = browser.visit(1280, ColorScheme.LIGHT)) {
            Page page = visit.page();
            openForEditing(page, "redaktor", PASSWORD);
            page.fill("#tytul", "Status prawny i statut — tekst jednolity");
            page.locator("#tresc-pole").press("Control+End");
            page.locator("#tresc-pole").pressSequentially("\n\nZdanie dopisane przez redakcję.");
            page.fill("#powod", "1");
            page.click("text=Zapisz i opublikuj");
            assertThat(page.locator(".problem").innerText()).contains("co najmniej 10 liter");
            assertThat(page.inputValue("#tytul")).endsWith("tekst jednolity");

            page.fill("#powod", "Ogłoszenie tekstu jednolitego");
            page.click("text=Zapisz i opublikuj");
            assertThat(page.locator(".notice-good").innerText()).contains("Zapisano.");
            page.click("text=Zobacz stronę w biuletynie");
            assertThat(page.locator("h1").innerText()).endsWith("tekst jednolity");
            assertThat(page.locator("article").innerText())
                    .contains("Zdanie dopisane przez redakcję.", "Ogłoszenie tekstu jednolitego");

            page.navigate(site.address(DESK).toString());
            page.click("text=Wyloguj");
            assertThat(page.url()).endsWith("/zaloguj");
            page.navigate(site.address(DESK).toString());
            assertThat(page.url()).contains("/zaloguj");
            assertThat(visit.consoleMessages())
                    .noneMatch(message -> message.contains("Content Security Policy"));
        }
        assertThat(audited()).contains("zalogowanie", "zmiana strony", "wylogowanie");
    }

    @Test
    void refusesADisabledAccountAndTwentyWrongPasswords() throws Exception {
        site.bipctl("user", "create", "zgadywana", "--generate").ended(0);
        int throttled = 0;
        try (var visit = browser.visit(1280, ColorScheme.LIGHT)) {
            Page page = visit.page();
            assertThat(signIn(page, "były.redaktor", "Legacy-Old-1").status()).isEqualTo(403);
            assertThat(page.locator(".notice-bad").innerText()).contains("nieprawidłowe");
            for (int guess = 0; guess < 20; guess++) {
                int status = signIn(page, "zgadywana", "zgadywane hasło " + guess).status();
                assertThat(status).isIn(403, 429);
                throttled += status == 429 ? 1 : 0;
            }
            assertThat(throttled).isPositive();
        }
        String log = audited();
        assertThat(log).contains("odmowa: konto wyłączone");
        // Those that were throttled are counted together.
        assertThat(log.split("błędne hasło\tzgadywana\t", -1)).hasSize(20 - throttled + 1);
        assertThat(log).contains("odmowa: zbyt wiele prób\tzgadywana");
    }

    @Test
    void refusesAFormWithoutItsTokenAndOneWithAnothers() {
        try (var visit = browser.visit(1280, ColorScheme.LIGHT)) {
            Page page = visit.page();
            openForEditing(page, "redaktor", PASSWORD);
            page.evaluate("document.querySelector('form.form [name=_token]').value = 'x'");
            assertThat(send(page, "text=Zapisz i opublikuj").status()).isEqualTo(403);
            page.goBack();
            page.evaluate("document.querySelector('form.form [name=_token]').remove()");
            assertThat(send(page, "text=Zapisz i opublikuj").status()).isEqualTo(403);
        }
        assertThat(audited()).contains("formularz z obcym znacznikiem", "formularz bez znacznika");
    }

    @Test
    void aSessionThatEndedWhileTypingCostsASignInAndNoText() throws Exception {
        var made = site.bipctl("user", "create", "pisarka", "--generate").ended(0);
        try (var visit = browser.visit(1280, ColorScheme.LIGHT)) {
            Page page = visit.page();
            openForEditing(page, "pisarka", generated(made));
            page.fill("#tresc-pole", "## Długi tekst\n\n„Pisany” dwie godziny: <b>&amp;</b>");
            page.fill("#powod", "Nowe brzmienie tekstu");
            String renewed =
                    generated(site.bipctl("user", "reset-password", "pisarka", "--generate"));

            assertThat(send(page, "text=Zapisz i opublikuj").status()).isEqualTo(403);
            page.fill("#login", "pisarka");
            page.fill("#haslo", renewed);
            page.click("main >> text=Zaloguj >> nth=-1");
            page.click("text=Wróć do edycji");
            assertThat(page.inputValue("#tresc-pole"))
                    .isEqualTo("## Długi tekst\n\n„Pisany” dwie godziny: <b>&amp;</b>");
            page.click("text=Zapisz i opublikuj");
            assertThat(page.locator(".notice-good").innerText()).contains("Zapisano.");
        }
        assertThat(audited()).contains("odmowa: sesja wygasła");
    }

    @Test
    void axeFindsNothingAndNothingIsWiderThanTheWindow() {
        for (int width : List.of(320, 1280)) {
            for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                try (var visit = browser.visit(width, scheme)) {
                    walk(visit.page(), this::check);
                }
            }
        }
    }

    @Test
    void picturesForTheDocumentation() {
        Path target = Checkout.root().resolve("packaging/target/pictures");
        for (int width : List.of(360, 1280)) {
            for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                try (var visit = browser.visit(width, scheme)) {
                    walk(
                            visit.page(),
                            (page, name) -> {
                                String file =
                                        "%s-%d-%s.png"
                                                .formatted(
                                                        name,
                                                        width,
                                                        scheme.name().toLowerCase(Locale.ROOT));
                                byte[] png =
                                        page.screenshot(
                                                new Page.ScreenshotOptions()
                                                        .setPath(target.resolve(file))
                                                        .setFullPage(true));
                                assertThat(png).hasSizeGreaterThan(5_000);
                            });
                }
            }
        }
    }

    /** Every page that staff see, told from each other by name. */
    private static void walk(Page page, Look look) {
        page.navigate(site.address("/zaloguj").toString());
        look.at(page, "sign-in");
        signIn(page, "nikt", "nie to hasło");
        look.at(page, "sign-in-refused");
        signIn(page, "administrator", "Legacy-Admin-1");
        look.at(page, "desk");
        page.navigate(site.address(DESK + "/dziennik").toString());
        look.at(page, "audit");
        openPage(page);
        look.at(page, "editor");
        page.fill("#powod", "1");
        page.click("text=Zapisz i opublikuj");
        look.at(page, "editor-refused");
        page.click(".actions >> text=Podgląd");
        look.at(page, "editor-preview");
        page.evaluate("document.querySelector('form.form [name=wersja]').value = '0'");
        page.fill("#tytul", "Inny tytuł");
        page.fill("#powod", "Sprawdzenie zderzenia");
        page.click("text=Zapisz i opublikuj");
        look.at(page, "editor-overtaken");
        page.evaluate("document.querySelector('form.form [name=_token]').value = 'x'");
        page.click("text=Zapisz i opublikuj");
        look.at(page, "form-refused");
    }

    private void check(Page page, String name) {
        var result = new AxeBuilder(page).analyze();
        assertThat(result.getPasses()).as("axe looked at %s", name).hasSizeGreaterThan(10);
        assertThat(result.getViolations())
                .as(name)
                .extracting(rule -> rule.getId() + ": " + rule.getNodes())
                .isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("%s fits", name)
                .isEqualTo(true);
    }

    private static void openForEditing(Page page, String login, String password) {
        assertThat(signIn(page, login, password).status()).isEqualTo(200);
        openPage(page);
    }

    private static void openPage(Page page) {
        page.navigate(site.address(DESK).toString());
        while (page.locator(".desk-list a:text-matches('^Status prawny')").count() == 0) {
            page.click("text=Następna");
        }
        page.locator(".desk-list a:text-matches('^Status prawny')").first().click();
        assertThat(page.locator("h1").innerText()).isEqualTo("Edycja strony");
    }

    /** The answer after all redirects. */
    private static Response signIn(Page page, String login, String password) {
        page.navigate(site.address("/zaloguj").toString());
        page.fill("#login", login);
        page.fill("#haslo", password);
        return send(page, "main button");
    }

    private static Response send(Page page, String button) {
        Response answer =
                page.waitForResponse(
                        response -> response.status() != 303 && isAnswerToForm(response.request()),
                        () -> page.click(button));
        page.waitForLoadState();
        return answer;
    }

    private static boolean isAnswerToForm(Request request) {
        Request first = request.redirectedFrom() == null ? request : request.redirectedFrom();
        return request.isNavigationRequest() && first.method().equals("POST");
    }

    /** The audit log as the administrator reads it. */
    private static String audited() {
        try (var visit = browser.visit(1280, ColorScheme.LIGHT)) {
            Page page = visit.page();
            signIn(page, "administrator", "Legacy-Admin-1");
            page.navigate(site.address(DESK + "/dziennik").toString());
            return page.locator("table").innerText();
        }
    }

    private static String generated(Site.Run run) {
        return run.out()
                .lines()
                .filter(line -> line.startsWith("Password: "))
                .map(line -> line.substring("Password: ".length()))
                .findFirst()
                .orElseThrow();
    }

    private interface Look {
        void at(Page page, String name);
    }
}

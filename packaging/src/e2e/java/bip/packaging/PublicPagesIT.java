package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a citizen sees of an imported bulletin, in a real browser. */
@Tag("e2e")
class PublicPagesIT {

    private static final String HOME = "/";
    private static final String PAGE = "/strona/status-prawny-i-statut";
    private static final String ATTACHMENTS =
            "/strona/przetarg-nieograniczony-nr-zp-271-1-2019:-dostawa-oleju-opalowego---cminsk";
    private static final String LONG = "/strona/bardzo-dluga-strona";
    private static final String HOSTILE = "/strona/dyzury-radnych";
    private static final String NOT_FOUND = "/strona/nie-ma-takiej-strony";

    private static final String LABEL = "/etykieta/uchwaly";
    private static final String CHANGES = "/zmiany";
    private static final String FOUND = "/szukaj?q=przetargi+na+olej";
    private static final String NOTHING_FOUND = "/szukaj?q=hipopotam";
    private static final String BASICS = "/podstawowe";
    private static final String STAFF = "/pracownicy";
    private static final String CONTACT = "/kontakt";

    @TempDir static Path folder;
    private static Site site;
    private static Browser browser;
    private static String withdrawn;

    @BeforeAll
    static void serveTheImportedBulletin() throws Exception {
        site = Site.prepare(folder.resolve("site"), Checkout.channel().toString());
        site.bipctl("install", "1.0.0", "--yes").ended(0);
        var imported =
                site.server("import", "biuletyn-bip", Checkout.legacyData().toString()).ended(0);
        withdrawn = Findings.addressOfFirst(imported.out(), "withdrawn");
        browser = new Browser();
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
        site.close();
    }

    private static Stream<Arguments> everyPageInEveryLook() {
        return Stream.of(
                        HOME,
                        PAGE,
                        ATTACHMENTS,
                        LONG,
                        HOSTILE,
                        NOT_FOUND,
                        withdrawn,
                        LABEL,
                        CHANGES,
                        FOUND,
                        NOTHING_FOUND,
                        BASICS,
                        STAFF,
                        CONTACT)
                .flatMap(path ->
                        Stream.of(320, 1280)
                                .flatMap(width ->
                                        Stream.of(ColorScheme.LIGHT, ColorScheme.DARK)
                                                .map(scheme -> Arguments.of(path, width, scheme))));
    }

    @ParameterizedTest
    @MethodSource("everyPageInEveryLook")
    void axeFindsNothing(String path, int width, ColorScheme scheme) {
        try (var visit = browser.visit(width, scheme)) {
            visit.page().navigate(site.address(path).toString());
            var result = new AxeBuilder(visit.page()).analyze();
            assertThat(result.getPasses()).as("axe looked at the page").hasSizeGreaterThan(10);
            assertThat(result.getViolations())
                    .extracting(rule -> rule.getId() + ": " + rule.getNodes())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("everyPageInEveryLook")
    void nothingIsWiderThanTheWindow(String path, int width, ColorScheme scheme) {
        try (var visit = browser.visit(width, scheme)) {
            visit.page().navigate(site.address(path).toString());
            assertThat(visit.page().evaluate("document.documentElement.scrollWidth"))
                    .isEqualTo(width);
        }
    }

    @Test
    void theHostilePageRunsNothing() {
        try (var visit = browser.visit(1280, ColorScheme.LIGHT)) {
            Page page = visit.page();
            page.navigate(site.address(HOSTILE).toString());
            assertThat(page.locator("script").count()).isZero();
            assertThat(page.locator("main a[href^='javascript' i]").count()).isZero();
            assertThat(
                            page.evaluate(
                                    "[...document.querySelectorAll('*')].flatMap(e => [...e.attributes])"
                                            + ".filter(a => a.name.startsWith('on')).length"))
                    .isEqualTo(0);
            for (var link : page.locator("main a").all()) {
                link.hover();
            }
            assertThat(visit.dialogs()).isEmpty();
            assertThat(page.locator("main").innerText())
                    .contains("Dyżury odbywają się w każdy wtorek.");
        }
    }

    @Test
    void nothingComesFromAnotherHostAndNoCookieIsSet() {
        try (var visit = browser.visit(1280, ColorScheme.LIGHT)) {
            for (String path : List.of(HOME, PAGE, ATTACHMENTS, NOT_FOUND)) {
                visit.page().navigate(site.address(path).toString());
            }
            String own = site.address("/").toString();
            assertThat(visit.requests())
                    .isNotEmpty()
                    .allSatisfy(url -> assertThat(url).startsWith(own));
            assertThat(visit.page().context().cookies()).isEmpty();
            assertThat(visit.consoleMessages())
                    .noneMatch(message -> message.contains("Content Security Policy"));
        }
    }

    @Test
    void theKeyboardReachesTheTextFirstByTheSkipLink() {
        try (var visit = browser.visit(1280, ColorScheme.LIGHT)) {
            Page page = visit.page();
            page.navigate(site.address(PAGE).toString());
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            assertThat(page.evaluate("location.hash")).isEqualTo("#tresc");
            assertThat(page.locator("main#tresc").count()).isEqualTo(1);
        }
    }

    @Test
    void picturesForTheDocumentation() throws Exception {
        record Picture(String name, String path) {}
        var pictures =
                List.of(
                        new Picture("home", HOME),
                        new Picture("page", PAGE),
                        new Picture("error", NOT_FOUND),
                        new Picture("label", LABEL),
                        new Picture("changes", CHANGES),
                        new Picture("search", FOUND),
                        new Picture("search-nothing", NOTHING_FOUND),
                        new Picture("basics", BASICS),
                        new Picture("staff", STAFF),
                        new Picture("contact", CONTACT),
                        new Picture("attachments", ATTACHMENTS),
                        new Picture("withdrawn", withdrawn));
        Path target = Checkout.root().resolve("packaging/target/pictures");
        for (var picture : pictures) {
            for (int width : List.of(360, 1280)) {
                for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                    try (var visit = browser.visit(width, scheme)) {
                        visit.page().navigate(site.address(picture.path()).toString());
                        String name =
                                "%s-%d-%s.png"
                                        .formatted(
                                                picture.name(),
                                                width,
                                                scheme.name().toLowerCase(java.util.Locale.ROOT));
                        byte[] png =
                                visit.page()
                                        .screenshot(
                                                new Page.ScreenshotOptions()
                                                        .setFullPage(true)
                                                        .setPath(target.resolve(name)));
                        assertThat(png).hasSizeGreaterThan(5_000);
                    }
                }
            }
        }
    }
}

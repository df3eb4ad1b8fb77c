package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import bip.packaging.PageKind.Language;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Contrast;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of page in both languages, light, dark and in high contrast, on a phone, a tablet and
 * a desktop: what axe-core, the Nu checker, the keyboard and the network say of it (R8 to R10,
 * R38).
 */
@Tag("pages")
class EveryPageIT {

    private static final List<Integer> WIDTHS = List.of(320, 768, 1280);
    private static final int WHOLE = 1280;

    /** A window of 1280 by 1024 at 400 % zoom. */
    private static final int ZOOMED_WIDTH = 320;

    private static final int ZOOMED_HEIGHT = 256;

    /** Of everything that a first visit transfers. */
    private static final long FIRST_VISIT_BYTES = 60_000;

    /** How a page may look. */
    private enum Theme {
        LIGHT(ColorScheme.LIGHT, Contrast.NO_PREFERENCE),
        DARK(ColorScheme.DARK, Contrast.NO_PREFERENCE),
        HIGH_CONTRAST(ColorScheme.LIGHT, Contrast.MORE);

        private final ColorScheme scheme;
        private final Contrast contrast;

        Theme(ColorScheme scheme, Contrast contrast) {
            this.scheme = scheme;
            this.contrast = contrast;
        }

        void on(Page page) {
            page.emulateMedia(
                    new EmulateMediaOptions().setColorScheme(scheme).setContrast(contrast));
        }
    }

    @TempDir static Path folder;
    private static ShownBulletin bulletin;
    private static Browser browser;
    private static int analyses;
    private static int presses;

    @BeforeAll
    static void serve() throws Exception {
        bulletin = ShownBulletin.serve(folder);
        browser = new Browser();
    }

    @AfterAll
    static void stop() throws Exception {
        System.out.printf(
                "every page: %d kinds, %d analyses by axe-core, %d stops by keyboard%n",
                bulletin.kinds().size(), analyses, presses);
        if (browser != null) {
            browser.close();
        }
        bulletin.close();
    }

    private static Stream<Arguments> everyKindInBothLanguages() {
        return bulletin.kinds().stream()
                .flatMap(kind -> Stream.of(Language.values()).map(it -> Arguments.of(kind, it)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everyKindInBothLanguages")
    void isSound(PageKind kind, Language language) {
        var softly = new SoftAssertions();
        try (var visit = browser.visit(WHOLE, ColorScheme.LIGHT)) {
            Page page = visit.page();
            var received = new ArrayList<Request>();
            page.onRequestFinished(received::add);
            Response answer =
                    Objects.requireNonNull(
                            page.navigate(bulletin.site().address(kind.path(language)).toString()));
            assertThat(answer.status()).as("status").isEqualTo(kind.status());
            softly.assertThat(bytes(received)).as("bytes").isLessThan(FIRST_VISIT_BYTES);
            checkStructure(softly, page, language);
            Axe.bringTo(page);
            for (Theme theme : Theme.values()) {
                theme.on(page);
                for (int width : WIDTHS) {
                    page.setViewportSize(width, 900);
                    checkLook(softly, page, theme + " " + width);
                }
            }
            page.setViewportSize(ZOOMED_WIDTH, ZOOMED_HEIGHT);
            checkWidth(softly, page, "400 % zoom");
            checkQuiet(softly, visit, kind);
        }
        softly.assertAll();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyKind")
    void isReachedWholeByTheKeyboard(PageKind kind) {
        try (var visit = browser.visit(WHOLE, ColorScheme.LIGHT)) {
            visit.page().navigate(bulletin.site().address(kind.path()).toString());
            KeyboardWalk walk = KeyboardWalk.round(visit.page());
            presses += walk.stops();
            assertThat(walk.stops()).isGreaterThan(5);
            assertThat(walk.missed()).as("never reached").isEmpty();
            assertThat(walk.unseen()).as("focus not visible").isEmpty();
        }
    }

    private static List<PageKind> everyKind() {
        return bulletin.kinds();
    }

    @Test
    void theNuCheckerFindsNoError() throws Exception {
        Path pages = Files.createDirectories(folder.resolve("pages"));
        var files = new ArrayList<Path>();
        for (PageKind kind : bulletin.kinds()) {
            for (Language language : Language.values()) {
                Path file = pages.resolve(kind.name() + "-" + language.tag() + ".html");
                Files.write(file, bulletin.site().get(kind.path(language)).body());
                files.add(file);
            }
        }
        assertThat(NuChecker.errors(files)).isEmpty();
    }

    @Test
    void theJudgesFindWhatIsWrong() throws Exception {
        Path bad = Files.createDirectories(folder.resolve("bad")).resolve("bad.html");
        Files.writeString(
                bad,
                "<!DOCTYPE html><html lang=pl><title>x</title><body><p id=a><p id=a>"
                        + "<img src=x><a href=x style='outline:0'>y</a>"
                        + "<div style='width:999px'>z</div>"
                        + "<button tabindex=-1>q</button><button>r</button>");
        assertThat(NuChecker.errors(List.of(bad))).anyMatch(it -> it.contains("Duplicate ID"));
        try (var visit = browser.visit(ZOOMED_WIDTH, ColorScheme.LIGHT)) {
            visit.page().setContent(Files.readString(bad));
            Axe.bringTo(visit.page());
            assertThat((List<?>) visit.page().evaluate("async () => (await axe.run()).violations"))
                    .isNotEmpty();
            assertThat(visit.page().evaluate("document.documentElement.scrollWidth"))
                    .isNotEqualTo(ZOOMED_WIDTH);
            assertThat(KeyboardWalk.round(visit.page()).unseen())
                    .singleElement()
                    .asString()
                    .contains("outline:0");
        }
    }

    @Test
    void theHostilePageRunsNothing() {
        try (var visit = browser.visit(WHOLE, ColorScheme.LIGHT)) {
            Page page = visit.page();
            page.navigate(bulletin.site().address("/strona/dyzury-radnych").toString());
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
    void theFirstTabStopLeadsToTheContent() {
        try (var visit = browser.visit(WHOLE, ColorScheme.LIGHT)) {
            Page page = visit.page();
            page.navigate(bulletin.site().address("/").toString());
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            assertThat(page.evaluate("location.hash")).isEqualTo("#tresc");
            assertThat(page.locator("main#tresc").count()).isEqualTo(1);
        }
    }

    private static void checkStructure(SoftAssertions softly, Page page, Language language) {
        softly.assertThat(page.evaluate("document.documentElement.lang"))
                .as("language")
                .isEqualTo(language.tag());
        softly.assertThat(page.title()).as("title").isNotBlank();
        softly.assertThat(page.locator("h1").count()).as("h1").isEqualTo(1);
        softly.assertThat(page.locator("main#tresc").count()).as("main").isEqualTo(1);
        softly.assertThat(page.content()).as("missing words").doesNotContainPattern("\\?\\?\\w");
        softly.assertThat(page.locator("script, style, [style], iframe").count())
                .as("scripts and inline style")
                .isZero();
    }

    private static void checkLook(SoftAssertions softly, Page page, String look) {
        checkWidth(softly, page, look);
        softly.assertThat(Axe.violations(page)).as("axe-core, " + look).isEmpty();
        analyses++;
    }

    private static void checkWidth(SoftAssertions softly, Page page, String look) {
        softly.assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .as("scrolls sideways, " + look)
                .isEqualTo(0);
    }

    private static void checkQuiet(SoftAssertions softly, Browser.Visit visit, PageKind kind) {
        String own = bulletin.site().address("/").toString();
        softly.assertThat(visit.requests()).as("requests").allMatch(it -> it.startsWith(own));
        softly.assertThat(visit.page().context().cookies()).as("cookies").isEmpty();
        softly.assertThat(visit.dialogs()).as("dialogs").isEmpty();
        softly.assertThat(visit.consoleMessages())
                .as("console")
                .allMatch(it -> kind.status() >= 400 && it.contains("status of " + kind.status()));
    }

    private static long bytes(List<Request> received) {
        // Asking for sizes lets more requests end.
        return List.copyOf(received).stream()
                .map(Request::sizes)
                .mapToLong(sizes -> sizes.responseBodySize + (long) sizes.responseHeadersSize)
                .sum();
    }
}

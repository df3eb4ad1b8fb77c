package bip.packaging;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Debian's Chromium, driven from outside; it reaches nothing but the site under test. */
final class Browser implements AutoCloseable {

    /** Heights of the views: a phone's and a desktop's. */
    private static final Map<Integer, Integer> HEIGHTS =
            Map.of(320, 640, 360, 740, 768, 1024, 1280, 900);

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;

    Browser() {
        playwright =
                Playwright.create(
                        new CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium =
                playwright
                        .chromium()
                        .launch(
                                new LaunchOptions()
                                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                                        .setArgs(
                                                List.of(
                                                        "--no-sandbox",
                                                        "--disable-gpu",
                                                        "--disable-quic",
                                                        "--disable-background-networking",
                                                        "--disable-component-update",
                                                        "--disable-sync")));
    }

    /** A page as a visitor has it, with a record of what should never happen on it. */
    static final class Visit implements AutoCloseable {
        private final BrowserContext context;
        private final Page page;
        private final List<String> dialogs = new ArrayList<>();
        private final List<String> scriptErrors = new ArrayList<>();
        private final List<String> requests = new ArrayList<>();

        private Visit(BrowserContext context) {
            this.context = context;
            this.page = context.newPage();
            page.onDialog(dialog -> {
                dialogs.add(dialog.message());
                dialog.dismiss();
            });
            page.onConsoleMessage(
                    message -> scriptErrors.add(message.type() + ": " + message.text()));
            page.onRequest(request -> requests.add(request.url()));
        }

        Page page() {
            return page;
        }

        List<String> dialogs() {
            return List.copyOf(dialogs);
        }

        List<String> consoleMessages() {
            return List.copyOf(scriptErrors);
        }

        List<String> requests() {
            return List.copyOf(requests);
        }

        @Override
        public void close() {
            context.close();
        }
    }

    /** Opens a view of the given width in CSS pixels. */
    Visit visit(int width, ColorScheme scheme) {
        return new Visit(
                chromium.newContext(
                        new com.microsoft.playwright.Browser.NewContextOptions()
                                .setViewportSize(width, HEIGHTS.getOrDefault(width, 800))
                                .setColorScheme(scheme)
                                .setLocale("pl-PL")));
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}

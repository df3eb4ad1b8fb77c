package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes {@code docs/pictures/}: every kind of page as it is first seen on a phone and on a desktop,
 * light and dark. {@code make pictures}, when what is seen has changed.
 */
@Tag("pictures")
class PicturesIT {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final List<Integer> WIDTHS = List.of(360, 1280);
    private static final int KNOWN_COLOURS = 128;

    @TempDir private Path folder;

    @Test
    void ofEveryKindOfPage() throws Exception {
        Path target = Files.createDirectories(Checkout.root().resolve("docs/pictures"));
        var made = new ArrayList<Path>();
        try (var bulletin = ShownBulletin.serve(folder);
                var browser = new Browser()) {
            for (int width : WIDTHS) {
                for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                    try (var visit = browser.visit(width, scheme)) {
                        for (PageKind kind : bulletin.kinds()) {
                            open(visit.page(), bulletin, kind);
                            made.add(take(visit.page(), target, kind, width, scheme));
                        }
                    }
                }
            }
        }
        makeSmall(made);
        assertThat(made).allSatisfy(file -> assertThat(file).isNotEmptyFile());
    }

    private static void open(Page page, ShownBulletin bulletin, PageKind kind) {
        var answer = page.navigate(bulletin.site().address(kind.path()).toString());
        assertThat(Objects.requireNonNull(answer).status())
                .as(kind.toString())
                .isEqualTo(kind.status());
    }

    private static Path take(Page page, Path target, PageKind kind, int width, ColorScheme scheme) {
        String look = scheme.name().toLowerCase(Locale.ROOT);
        Path file = target.resolve("%s-%d-%s.png".formatted(kind.name(), width, look));
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
        return file;
    }

    /** Pages have few colours: a third of the bytes, and nobody sees the difference. */
    private static void makeSmall(List<Path> files) throws Exception {
        var command =
                new ArrayList<>(
                        List.of(
                                "pngquant",
                                "--force",
                                "--skip-if-larger",
                                "--strip",
                                "--ext=.png",
                                Integer.toString(KNOWN_COLOURS),
                                "--"));
        files.forEach(file -> command.add(file.toString()));
        // 98: some would have become larger, and were left alone.
        assertThat(HostCommand.run(LIMIT, command).exitCode()).isIn(0, 98);
    }
}

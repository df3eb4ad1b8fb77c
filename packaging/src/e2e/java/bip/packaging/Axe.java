package bip.packaging;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * axe-core on a page that stays open while its looks change. The builder that comes with axe-core
 * opens one more page for each analysis, which takes longer than the analysis. The size of what is
 * tapped (WCAG 2.2) counts too, as Lighthouse counts it.
 */
final class Axe {

    private static final String SOURCE = source();

    private static final String RUN =
            """
            async () => {
              const found = await axe.run(document, {resultTypes: ['violations'],
                  rules: {'target-size': {enabled: true}}});
              return [String(found.passes.length)].concat(found.violations.map(v =>
                  v.id + ': ' + v.nodes.map(n => n.html.slice(0, 200) + ' '
                      + (n.any[0]?.message ?? n.all[0]?.message ?? n.none[0]?.message ?? ''))
                      .join('\\n    ')));
            }
            """;

    private Axe() {}

    /** Lays it onto a page that was just opened. */
    static void bringTo(Page page) {
        page.evaluate(SOURCE + "; undefined");
    }

    /**
     * What breaks a rule on the page as it looks now.
     *
     * @throws IllegalStateException if axe-core hardly looked at the page
     */
    static List<String> violations(Page page) {
        List<String> said = ((List<?>) page.evaluate(RUN)).stream().map(String::valueOf).toList();
        if (Integer.parseInt(said.getFirst()) <= 10) {
            throw new IllegalStateException("axe-core looked at nothing on " + page.url());
        }
        return said.subList(1, said.size());
    }

    private static String source() {
        try (var in = Axe.class.getResourceAsStream("/axe.min.js")) {
            if (in == null) {
                throw new IllegalStateException("axe-core is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

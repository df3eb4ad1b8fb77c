package bip.server.web;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Programs that fetch pages by themselves, as far as they say so. Nothing of it is kept. */
final class Robots {
    /** Words in the names of search engines, watchers, downloaders and libraries. */
    private static final Pattern NAMES =
            Pattern.compile(
                    "bot|crawl|spider|slurp|archiv|scrap|monitor|uptime|check|preview|headless"
                            + "|lighthouse|feed|curl|wget|http-?client|libwww|python|java/|okhttp|go-http",
                    Pattern.CASE_INSENSITIVE);

    private Robots() {}

    /** Whether a {@code User-Agent} names one; every reader's browser sends some. */
    static boolean isOne(@Nullable String userAgent) {
        return userAgent == null || userAgent.isBlank() || NAMES.matcher(userAgent).find();
    }
}

package bip.server.page;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A page as an editor finds it, in its newest revision.
 *
 * @param withdrawnReason null while it is published
 */
public record EditablePage(
        long id,
        String slug,
        @Nullable String withdrawnReason,
        int revision,
        String title,
        @Nullable String summary,
        String markdown,
        Instant savedAt,
        String savedBy) {
    /** The path on this site. */
    public String href() {
        return PageAddress.of(slug);
    }

    public boolean isWithdrawn() {
        return withdrawnReason != null;
    }
}

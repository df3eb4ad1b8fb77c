package bip.server.page;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What stands at an address. */
public sealed interface FoundPage {

    /**
     * A page that anybody may read, in its newest revision.
     *
     * @param summary one or two sentences, Markdown; null when nobody wrote one
     * @param createdBy login of who entered it (art. 8 ust. 6 pkt 3)
     * @param revision counted from 1
     */
    record Published(
            long id,
            String slug,
            String title,
            @Nullable String summary,
            String markdown,
            Instant createdAt,
            String createdBy,
            int revision,
            Instant savedAt,
            String savedBy)
            implements FoundPage {}

    /** A page that was withdrawn; its address is never used again (R26). */
    record Withdrawn(String title, String reason) implements FoundPage {}

    /** Nothing is or was here. */
    record Absent() implements FoundPage {}
}

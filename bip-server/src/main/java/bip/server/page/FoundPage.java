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
     * @param producedBy who made the information; null when that is not known (pkt 2)
     * @param responsible who answers for it; null when that is not known
     * @param producedOn when it was made, a local date; null when that is not known (pkt 4)
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
            String savedBy,
            @Nullable String producedBy,
            @Nullable String responsible,
            @Nullable String producedOn)
            implements FoundPage {}

    /** A page that was withdrawn; its address is never used again (R26). */
    record Withdrawn(String title, String reason) implements FoundPage {}

    /** Nothing is or was here. */
    record Absent() implements FoundPage {}
}

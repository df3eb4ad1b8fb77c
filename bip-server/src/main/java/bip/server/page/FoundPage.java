package bip.server.page;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What stands at an address. */
public sealed interface FoundPage {

    /**
     * A page that anybody may read, in its newest revision.
     *
     * @param summary one or two sentences, Markdown; null when nobody wrote one
     * @param producedBy who made the information; null when not known (art. 8 ust. 6 pkt 2)
     * @param responsible who answers for its content; null when not known (art. 8 ust. 6 pkt 2)
     * @param producedOn local date on which it was made; null when not known (art. 8 ust. 6 pkt 4)
     * @param createdBy login of who entered it (art. 8 ust. 6 pkt 3)
     * @param revision counted from 1
     * @param archivedAt since when it is kept for the record only; null while it is in force
     * @param archivedReason null while it is in force
     */
    record Published(
            long id,
            String slug,
            String title,
            @Nullable String summary,
            String markdown,
            @Nullable String producedBy,
            @Nullable String responsible,
            @Nullable String producedOn,
            Instant createdAt,
            String createdBy,
            int revision,
            Instant savedAt,
            String savedBy,
            @Nullable Instant archivedAt,
            @Nullable String archivedReason)
            implements FoundPage {}

    /** An address that a page had before (R64). */
    record Moved(String slug) implements FoundPage {}

    /**
     * A page that was withdrawn; none of its addresses is ever used again (R26).
     *
     * @param withdrawnAt null when it was withdrawn before it came here
     * @param legalBasis empty when not known
     */
    record Withdrawn(
            String title,
            String reason,
            Instant createdAt,
            @Nullable Instant withdrawnAt,
            String legalBasis)
            implements FoundPage {}

    /** Nothing is or was here. */
    record Absent() implements FoundPage {}
}

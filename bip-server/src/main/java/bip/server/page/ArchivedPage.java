package bip.server.page;

import java.time.Instant;

/** A page that is kept for the record: still public, no longer in force. */
public record ArchivedPage(String slug, String title, Instant at, String reason) {
    /** The path on this site. */
    public String href() {
        return PageAddress.of(slug);
    }
}

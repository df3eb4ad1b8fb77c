package bip.server.page;

import java.time.Instant;

/**
 * A page as lists show it.
 *
 * @param at when it was published or last changed, as the list says
 */
public record PageHead(String slug, String title, Instant at) {
    /** The path on this site. */
    public String href() {
        return PageAddress.of(slug);
    }
}

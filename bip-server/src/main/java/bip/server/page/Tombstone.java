package bip.server.page;

import bip.server.text.PolishDates;
import bip.server.web.Response;
import java.time.Instant;

/** What stays at the addresses of a withdrawn page (R26). */
final class Tombstone {
    private Tombstone() {}

    static Response of(FoundPage.Withdrawn page, PolishDates dates) {
        Instant withdrawn = page.withdrawnAt();
        return new Response.Gone(
                page.title().strip(),
                page.reason(),
                dates.show(page.createdAt()),
                withdrawn == null ? null : dates.show(withdrawn),
                page.legalBasis());
    }
}

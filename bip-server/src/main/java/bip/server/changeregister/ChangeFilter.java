package bip.server.changeregister;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the register are wanted (R24).
 *
 * @param since the first moment
 * @param until the moment after the last
 * @param sectionId of the section where their pages stand now, or below it; null for all
 * @param accountId of who made the change; null for all
 * @param kind as the database has it; null for all
 */
record ChangeFilter(
        Instant since,
        Instant until,
        @Nullable Long sectionId,
        @Nullable Long accountId,
        @Nullable String kind) {
    static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    static final ChangeFilter ALL = new ChangeFilter(FIRST, LAST, null, null, null);
}

package bip.ctl.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a report is to be about.
 *
 * @param reference of a request, as an error page shows it; null when not about one
 * @param since of which the log is taken when there is no reference
 */
public record ReportWish(@Nullable String reference, Instant since) {}

package bip.ctl.logs;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps or drops whole events, asked in their order. A line that says no time counts as written
 * when the event before it was; one that says no level is kept: it may be anything.
 */
final class EventFilter {

    private final @Nullable Instant since;
    private final @Nullable LogLevel level;
    private final @Nullable Pattern pattern;
    private boolean isInTime;
    private boolean isKept;

    EventFilter(LogQuery query) {
        this.since = query.since();
        this.level = query.level();
        this.pattern = query.pattern();
        this.isInTime = query.since() == null;
    }

    boolean keeps(LogEvent event) {
        if (event.isContinued()) {
            return isKept;
        }
        EventHeader header = event.header();
        if (header != null && since != null) {
            isInTime = !header.time().isBefore(since);
        }
        isKept =
                isInTime
                        && (level == null || header == null || header.level().isAtLeast(level))
                        && (pattern == null || pattern.matcher(event.text()).find());
        return isKept;
    }
}

package bip.server.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Counts what one source does over and over, so that nobody can fill the log. Holds at most {@link
 * #SOURCES} sources; all others count as one. So in each window it leads to at most twice as many
 * entries, whatever comes. Safe for all threads.
 */
final class RepeatedEvents {
    static final Duration WINDOW = Duration.ofHours(1);

    static final int SOURCES = 50;

    private final Map<Source, Window> windows = new LinkedHashMap<>();

    /** Whether {@code event} begins a window; if not, it was counted. */
    synchronized boolean isFirst(AuditEvent event, Instant now) {
        Source source = sourceOf(event);
        Window window = windows.get(source);
        if (window != null) {
            windows.put(source, window.with(now));
            return false;
        }
        windows.put(source, new Window(now, now, now, 0));
        return true;
    }

    /** What was counted in windows that have ended. */
    synchronized List<AuditEvent> takeEnded(Instant now) {
        return take(window -> !now.isBefore(window.start.plus(WINDOW)));
    }

    /** All that was counted. */
    synchronized List<AuditEvent> takeAll() {
        return take(_ -> true);
    }

    private Source sourceOf(AuditEvent event) {
        Source own = new Source(event.kind(), event.accountId(), event.login(), event.address());
        boolean isRoom = windows.containsKey(own) || windows.size() < SOURCES;
        return isRoom ? own : new Source(event.kind(), null, null, null);
    }

    private List<AuditEvent> take(Predicate<Window> which) {
        List<AuditEvent> taken = new ArrayList<>();
        windows.forEach((source, window) -> {
            if (which.test(window) && window.count > 0) {
                taken.add(source.event(window));
            }
        });
        windows.values().removeIf(which);
        return taken;
    }

    /** Who does what; without an address, all for whom there is no room. */
    private record Source(
            AuditKind kind,
            @Nullable Long accountId,
            @Nullable String login,
            @Nullable String address) {
        AuditEvent event(Window window) {
            String words =
                    "jeszcze %d × od %s do %s%s"
                            .formatted(
                                    window.count,
                                    window.next.truncatedTo(ChronoUnit.SECONDS),
                                    window.last.truncatedTo(ChronoUnit.SECONDS),
                                    address == null ? ", z różnych adresów" : "");
            return new AuditEvent(kind, accountId, login, address, null, words);
        }
    }

    /**
     * What was counted.
     *
     * @param next when the first of those that were counted came
     * @param count without the first of all, which was entered at once
     */
    private record Window(Instant start, Instant next, Instant last, int count) {
        Window with(Instant now) {
            return new Window(start, count == 0 ? now : next, now, count + 1);
        }
    }
}

package bip.server.search;

import bip.server.errortracking.ErrorReporter;
import bip.server.errortracking.Origin;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the work on the index failed by: each is reported once, however often it is met, and the
 * pause before the next try doubles up to {@link #LONGEST}.
 */
final class IndexFailures {
    private static final Origin WORK = new Origin.Background("search-index");

    /** Making the whole index takes seconds of one core; a broken disk is mended in hours. */
    static final Duration LONGEST = Duration.ofMinutes(5);

    private final ErrorReporter errors;
    private final Set<String> reported = ConcurrentHashMap.newKeySet();
    private Duration pause = Duration.ZERO;
    private long until = System.nanoTime();

    IndexFailures(ErrorReporter errors) {
        this.errors = errors;
    }

    /**
     * Reports {@code failure} unless one of its kind from its place was reported before.
     *
     * @return whether it is new
     */
    boolean report(Throwable failure) {
        boolean isNew =
                reported.add(
                        failure.getClass().getName()
                                + Arrays.stream(failure.getStackTrace()).findFirst());
        if (isNew) {
            errors.report(failure, WORK);
        }
        return isNew;
    }

    /** Reports why a page cannot be indexed, without the message: it may quote the page. */
    void reportPage(long id, Throwable failure) {
        var told =
                new IllegalStateException(
                        "page " + id + " cannot be indexed: " + failure.getClass().getName());
        told.setStackTrace(failure.getStackTrace());
        report(told);
    }

    /** A try failed; returns how long to wait before the next. */
    Duration putOff() {
        Duration longer = pause.isZero() ? Duration.ofSeconds(1) : pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
        until = System.nanoTime() + pause.toNanos();
        return pause;
    }

    /** A try succeeded. */
    void over() {
        pause = Duration.ZERO;
    }

    /** The next try may be made. */
    boolean mayTry() {
        return pause.isZero() || System.nanoTime() - until >= 0;
    }
}

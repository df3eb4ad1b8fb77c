package bip.server.errortracking;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands reports to one thread of its own. A report takes one of {@link #WAITING} places until the
 * receiver has answered or failed; when all are taken it is dropped at once, which costs whoever
 * reports next to nothing, and what waits never holds more memory than those places.
 */
final class SentryReporter implements ErrorReporter {
    private static final Logger log = LoggerFactory.getLogger(SentryReporter.class);

    /** Some kilobytes each. Enough for a burst; more would only tell the same story again. */
    static final int WAITING = 32;

    /** How long the end of the server may be put off for reports that still wait. */
    static final Duration LAST_REPORTS = Duration.ofSeconds(2);

    private final Semaphore places = new Semaphore(WAITING);
    private final Supplier<Outlet> opener;
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("error-reports").factory());
    private final Tally dropped =
            new Tally(
                    log,
                    "errors were not reported to Sentry: " + WAITING + " others wait already",
                    System::nanoTime);
    private final Tally failed =
            new Tally(
                    log,
                    "errors were not reported to Sentry: it refuses them or does not answer"
                            + " (try: bipctl sentry check)",
                    System::nanoTime);
    private volatile @Nullable Outlet outlet;

    /**
     * Opens nothing yet.
     *
     * @param opener of the way out; called at the first report, so that a start pays nothing for it
     */
    SentryReporter(Supplier<Outlet> opener) {
        this.opener = opener;
    }

    @Override
    public void report(Throwable failure, Origin origin) {
        if (!places.tryAcquire()) {
            dropped.count();
            return;
        }
        try {
            worker.execute(() -> send(failure, origin));
        } catch (RejectedExecutionException e) {
            // Closed between the two lines above.
            places.release();
            dropped.count();
        }
    }

    @Override
    public void close() {
        try {
            // Every place free means: nothing waits and nothing is under way. Kept from here on.
            if (!places.tryAcquire(WAITING, LAST_REPORTS.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("{} error reports were given up at the end", waiting());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        worker.shutdownNow();
        Outlet opened = outlet;
        if (opened != null) {
            opened.close();
        }
    }

    /** How many reports wait or are under way. */
    int waiting() {
        return WAITING - places.availablePermits();
    }

    /** How many reports found no place. */
    long dropped() {
        return dropped.total();
    }

    /** How many reports the receiver did not take. */
    long failed() {
        return failed.total();
    }

    private void send(Throwable failure, Origin origin) {
        Place place = new Place(places);
        try {
            outlet().send(failure, origin, ending -> ended(place, ending));
        } catch (RuntimeException e) {
            log.error("could not make a report of an error", e);
            ended(place, Outlet.Ending.FAILED);
        }
    }

    private void ended(Place place, Outlet.Ending ending) {
        switch (ending) {
            case DELIVERED, KNOWN -> {}
            case FAILED -> failed.count();
        }
        place.free();
    }

    private Outlet outlet() {
        Outlet opened = outlet;
        if (opened == null) {
            opened = opener.get();
            outlet = opened;
        }
        return opened;
    }
}

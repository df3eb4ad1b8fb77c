package bip.server.errortracking;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Counts something that may happen hundreds of times a second, and logs one line a minute of it.
 */
final class Tally {
    private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

    private final Logger log;
    private final String what;
    private final LongSupplier nanos;
    private final LongAdder total = new LongAdder();
    private final AtomicLong told = new AtomicLong();
    private final AtomicLong nextLine;

    /**
     * Counts from zero.
     *
     * @param what follows the number in the line
     * @param nanos a clock as {@link System#nanoTime}
     */
    Tally(Logger log, String what, LongSupplier nanos) {
        this.log = log;
        this.what = what;
        this.nanos = nanos;
        this.nextLine = new AtomicLong(nanos.getAsLong());
    }

    void count() {
        total.increment();
        long now = nanos.getAsLong();
        long due = nextLine.get();
        if (now - due >= 0 && nextLine.compareAndSet(due, now + PAUSE_NANOS)) {
            long all = total.sum();
            log.warn("{} {}", all - told.getAndSet(all), what);
        }
    }

    long total() {
        return total.sum();
    }
}

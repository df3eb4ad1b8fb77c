package bip.server.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for something that another thread brings about. */
public final class Patience {

    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(20);

    private Patience() {}

    /**
     * Looks until {@code fact} holds.
     *
     * @param what is waited for, for the failure's message
     * @throws AssertionError if it does not hold within 20 s
     */
    public static void await(String what, Callable<Boolean> fact) throws Exception {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!fact.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still not so: " + what);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }
}

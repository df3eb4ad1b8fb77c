package bip.server.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for the thing itself, within a bound. */
public final class Await {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final Duration BETWEEN = Duration.ofMillis(10);

    private Await() {}

    /** Returns once {@code condition} holds; fails naming {@code what} when it does not in time. */
    public static void until(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + BOUND.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain until " + what);
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }
}

package bip.packaging;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts what happens to all requests of a load client. For all its threads. */
final class LoadTally {
    private static final long SLOW_MILLIS = 100;

    private final long start = System.nanoTime();
    private final Map<LoadFailure, Long> failures = new EnumMap<>(LoadFailure.class);
    private final Map<Long, Long> slowSeconds = new TreeMap<>();
    private String firstFailure = "";
    private long firstFailureAt;
    private final long atLeast;
    private final long allowed;
    private long taken;
    private long answered;
    private long failed;
    private long opened;
    private long slowest;

    LoadTally(long atLeast, long allowed) {
        this.atLeast = atLeast;
        this.allowed = allowed;
    }

    /** Whether one more request may be sent; counts it when it may. */
    synchronized boolean take(boolean isToldToStop) {
        if (taken >= allowed || (isToldToStop && taken >= atLeast)) {
            return false;
        }
        taken++;
        return true;
    }

    synchronized void opened() {
        opened++;
    }

    synchronized void answered(long millis) {
        answered++;
        waited(millis);
    }

    synchronized void failed(LoadException failure, long millis) {
        failed++;
        failures.merge(failure.kind(), 1L, Long::sum);
        if (firstFailure.isEmpty()) {
            firstFailure = failure.kind() + ": " + failure.getMessage();
            firstFailureAt = System.currentTimeMillis();
        }
        waited(millis);
    }

    synchronized LoadReport report() {
        return new LoadReport(
                answered + failed,
                answered,
                failed,
                opened,
                new EnumMap<>(failures),
                firstFailure,
                firstFailureAt,
                slowest,
                new TreeMap<>(slowSeconds),
                (System.nanoTime() - start) / 1_000_000);
    }

    private void waited(long millis) {
        slowest = Math.max(slowest, millis);
        if (millis >= SLOW_MILLIS) {
            slowSeconds.merge(System.currentTimeMillis() / 1000, millis, Math::max);
        }
    }
}

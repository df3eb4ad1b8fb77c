package bip.server.statistics;

import bip.server.database.Database;
import bip.server.database.DatabaseException;
import bip.server.database.FrozenException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts readings in memory and writes the sums now and then, so that reading a page never waits
 * for the database's writer; aside, as nothing that is found or shown elsewhere depends on them.
 * While nothing may be written the sums stay in memory. What a kill takes is the last minute. For
 * all threads.
 */
public final class VisitCounter implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(VisitCounter.class);

    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** Days on which nothing could be written make more and more sums; beyond that none is new. */
    private static final int MOST = 200_000;

    private final Database database;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Map<Reading, Long> sums = new ConcurrentHashMap<>();
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("visit-counts").daemon().unstarted(this::run);

    private VisitCounter(Database database, InstantSource clock, ZoneId zone) {
        this.database = database;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * Counts from now on.
     *
     * @param zone of the office: its days are counted
     */
    public static VisitCounter start(Database database, InstantSource clock, ZoneId zone) {
        var counter = new VisitCounter(database, clock, zone);
        counter.thread.start();
        return counter;
    }

    /** A page was read just now. Never blocks for long, never throws. */
    public void count(long pageId) {
        var reading = new Reading(pageId, LocalDate.ofInstant(clock.instant(), zone));
        if (sums.size() < MOST || sums.containsKey(reading)) {
            sums.merge(reading, 1L, Long::sum);
        }
    }

    /**
     * Writes what was counted so far.
     *
     * @return false when it has to be tried again
     */
    boolean flush() {
        Map<Reading, Long> taken = take();
        if (taken.isEmpty()) {
            return true;
        }
        try {
            database.writeAside(
                    VisitMapper.class,
                    mapper -> {
                        taken.forEach((reading, visits) ->
                                mapper.add(reading.pageId(), reading.day().toString(), visits));
                        return taken.size();
                    });
            return true;
        } catch (FrozenException | DatabaseException e) {
            taken.forEach((reading, visits) -> sums.merge(reading, visits, Long::sum));
            log.debug("visits of {} pages are kept in memory", taken.size(), e);
            return false;
        }
    }

    /** What is counted meanwhile stays for the next time. */
    private Map<Reading, Long> take() {
        Map<Reading, Long> taken = new ConcurrentHashMap<>();
        for (Reading reading : List.copyOf(sums.keySet())) {
            Long visits = sums.remove(reading);
            if (visits != null) {
                taken.put(reading, visits);
            }
        }
        return taken;
    }

    private void run() {
        try {
            while (!ending.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.error("visits are no longer counted", e);
        }
    }

    /** Writes what is left; what may not be written now is lost, and said so. */
    @Override
    public void close() {
        ending.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!flush()) {
            log.info("the last visits of {} pages were not kept", sums.size());
        }
    }

    private record Reading(long pageId, LocalDate day) {}
}

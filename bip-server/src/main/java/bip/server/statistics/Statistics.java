package bip.server.statistics;

import bip.server.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sums of visits. Adding up a big bulletin's takes a while, so that they are kept for a minute, as
 * long as the counts stay in memory anyway. For all threads.
 */
final class Statistics {
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final int MONTHS = 24;
    private static final int PAGES = 25;

    private final Database database;
    private final InstantSource clock;
    private @Nullable Summary kept;

    Statistics(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** At most a minute old. */
    synchronized Summary find() {
        Instant now = clock.instant();
        Summary last = kept;
        if (last == null || now.isAfter(last.at.plus(FRESH)) || now.isBefore(last.at)) {
            last = database.read(VisitMapper.class, mapper -> sum(mapper, now));
            kept = last;
        }
        return last;
    }

    private static Summary sum(VisitMapper mapper, Instant now) {
        return new Summary(
                now, mapper.total(), mapper.listMonths(MONTHS), mapper.listMostRead(PAGES));
    }

    /** Months of pages, the newest first. */
    List<VisitMapper.MonthOfPage> listMonthsOfPages(int limit) {
        return database.read(VisitMapper.class, mapper -> mapper.listMonthsOfPages(limit));
    }

    /** What was added up at a moment. */
    record Summary(
            Instant at,
            VisitMapper.Total total,
            List<VisitMapper.Month> months,
            List<VisitMapper.Read> mostRead) {
        Summary {
            months = List.copyOf(months);
            mostRead = List.copyOf(mostRead);
        }
    }
}

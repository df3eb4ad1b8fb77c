package bip.packaging;

import java.util.ArrayList;
import java.util.List;

/** What happened, and when, while visitors kept coming. */
final class VisitedStory {

    /** Visitors are left alone this long after each event, so that a slow answer is the event's. */
    private static final long PAUSE_MILLIS = 2_000;

    private record Event(String name, long fromSecond, long tookMillis, long toSecond) {}

    private final List<Event> events = new ArrayList<>();

    /** What happens. */
    interface Act {
        void run() throws Exception;
    }

    void happens(String name, Act act) throws Exception {
        long start = System.currentTimeMillis();
        act.run();
        long end = System.currentTimeMillis();
        Thread.sleep(PAUSE_MILLIS);
        events.add(new Event(name, start / 1000, end - start, System.currentTimeMillis() / 1000));
    }

    /** One line an event: how long it took, and the longest wait of a visitor meanwhile. */
    String table(String title, LoadReport report) {
        var table = new StringBuilder(title).append('\n');
        table.append("  event                                took   worst wait\n");
        for (Event event : events) {
            table.append(
                    String.format(
                            "  %-32s %7d ms %9s ms%n",
                            event.name(), event.tookMillis(), worst(event, report)));
        }
        return table.append(
                        String.format(
                                "  %d sent, %d answered, %d failed %s, worst wait %d ms,"
                                        + " %d connections, %d s%n",
                                report.sent(),
                                report.answered(),
                                report.failed(),
                                report.failures(),
                                report.slowestMillis(),
                                report.opened(),
                                report.tookMillis() / 1000))
                .toString();
    }

    /** The report keeps only waits of 100 ms and more. */
    private static String worst(Event event, LoadReport report) {
        return report.slowSeconds().entrySet().stream()
                .filter(second -> second.getKey() >= event.fromSecond())
                .filter(second -> second.getKey() <= event.toSecond())
                .map(java.util.Map.Entry::getValue)
                .max(Long::compare)
                .map(String::valueOf)
                .orElse("< 100");
    }
}

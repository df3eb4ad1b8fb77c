package bip.ctl.report;

import bip.ctl.logs.EventHeader;
import bip.ctl.logs.LogEvent;
import bip.ctl.logs.LogLine;
import bip.ctl.logs.LogQuery;
import bip.ctl.logs.LogReader;
import bip.ctl.support.Phrase;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The part of the log that belongs into a report. */
final class LogExcerpt {

    /** Before and after what is asked for: what led there, and what followed. */
    private static final int CONTEXT = 20;

    /** A report is read by a person. */
    private static final int MAX_EVENTS = 1_000;

    private final LogReader log;
    private final Consumer<Phrase> notices;

    LogExcerpt(LogReader log, Consumer<Phrase> notices) {
        this.log = log;
        this.notices = notices;
    }

    /** The newest events since {@code since}. */
    String since(Instant since) throws IOException {
        var query = new LogQuery(MAX_EVENTS, since, null, null, true);
        var events = new ArrayList<LogEvent>();
        log.read(query, events::add, notices);
        return text(events);
    }

    /** The events of one request, and what is around them; empty when there are none. */
    String around(String reference) throws IOException {
        var window = new Window(reference);
        log.read(new LogQuery(0, null, null, null, true), window::accept, notices);
        return text(window.kept);
    }

    private static String text(List<LogEvent> events) {
        return events.stream()
                .flatMap(event -> event.lines().stream())
                .map(LogExcerpt::text)
                .collect(Collectors.joining("\n"));
    }

    /** Of a line that was cut the last word goes too: it may be the beginning of a secret. */
    private static String text(LogLine line) {
        if (line.cutBytes() == 0) {
            return line.text();
        }
        int word = line.text().lastIndexOf(' ');
        return line.text().substring(0, Math.max(word, 0)) + " [+" + line.cutBytes() + " B]";
    }

    /** Keeps what is near the events of one reference. */
    private static final class Window {
        private final String reference;
        private final List<LogEvent> kept = new ArrayList<>();
        private final Deque<LogEvent> before = new ArrayDeque<>();
        private int after;

        Window(String reference) {
            this.reference = reference;
        }

        boolean accept(LogEvent event) {
            if (event.findHeader().map(EventHeader::reference).equals(Optional.of(reference))) {
                kept.addAll(before);
                before.clear();
                kept.add(event);
                after = CONTEXT;
            } else if (after > 0) {
                kept.add(event);
                after--;
            } else {
                hold(event);
            }
            return kept.size() < MAX_EVENTS;
        }

        private void hold(LogEvent event) {
            if (before.size() == CONTEXT) {
                before.removeFirst();
            }
            before.addLast(event);
        }
    }
}

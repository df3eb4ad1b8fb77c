package bip.ctl.logs;

import bip.ctl.support.Phrase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Short ways to ask a log. */
final class LogQueries {

    private LogQueries() {}

    static LogQuery last(int count) {
        return new LogQuery(count, null, null, null, true);
    }

    static List<LogEvent> events(Path live, LogQuery query) throws IOException {
        var events = new ArrayList<LogEvent>();
        new LogReader(live).read(query, events::add, _ -> {});
        return events;
    }

    static List<String> messages(Path live, LogQuery query) throws IOException {
        return events(live, query).stream()
                .map(it -> it.findHeader().map(EventHeader::message).orElse(it.text()))
                .toList();
    }

    static List<Phrase> notices(Path live, LogQuery query) throws IOException {
        var notices = new ArrayList<Phrase>();
        new LogReader(live).read(query, _ -> true, notices::add);
        return notices;
    }
}

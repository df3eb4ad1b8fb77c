package bip.ctl.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts lines together to events. Holds the event that may still go on, within bounds. */
final class EventAssembler {

    /** A stack trace of a deep recursion has 1,024 lines a cause; more is passed on in parts. */
    static final int MAX_LINES = 10_000;

    /** So many characters of one event are held at most (and one line more). */
    static final int MAX_CHARACTERS = 1024 * 1024;

    private final Consumer<LogEvent> events;
    private final List<LogLine> pending = new ArrayList<>();
    private @Nullable EventHeader header;
    private boolean isContinued;
    private boolean hasBegun;
    private int characters;

    EventAssembler(Consumer<LogEvent> events) {
        this.events = events;
    }

    void accept(LogLine line) {
        if (!line.isIndented()) {
            settle();
            header = EventHeader.parse(line.text()).orElse(null);
            isContinued = false;
        } else if (isFull()) {
            settle();
        }
        if (pending.isEmpty() && line.isIndented()) {
            isContinued = hasBegun;
        }
        pending.add(line);
        characters += line.text().length();
        hasBegun = true;
    }

    /** Nothing more of the held event is expected now. */
    void settle() {
        if (pending.isEmpty()) {
            return;
        }
        var event = new LogEvent(header, pending, isContinued);
        pending.clear();
        characters = 0;
        events.accept(event);
    }

    private boolean isFull() {
        return pending.size() >= MAX_LINES || characters >= MAX_CHARACTERS;
    }
}

package bip.ctl.logs;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Passes on the events that a query wants. Until {@link #release} it holds the newest of them back,
 * if the query wants only so many.
 */
final class Selection {

    private final EventFilter filter;
    private final EventSink sink;
    private final int last;
    private final Deque<LogEvent> held = new ArrayDeque<>();
    private int heldWhole;
    private boolean isReleased;
    private boolean isClosed;

    Selection(LogQuery query, EventSink sink) {
        this.filter = new EventFilter(query);
        this.sink = sink;
        this.last = query.last();
        this.isReleased = query.last() == 0;
    }

    void accept(LogEvent event) {
        if (!filter.keeps(event)) {
            return;
        }
        if (isReleased) {
            pass(event);
        } else {
            hold(event);
        }
    }

    /** All that was there is read: passes on what is held, and from now on everything at once. */
    void release() {
        isReleased = true;
        held.forEach(this::pass);
        held.clear();
    }

    /** Nobody wants more. */
    boolean isClosed() {
        return isClosed;
    }

    private void hold(LogEvent event) {
        held.addLast(event);
        heldWhole += event.isContinued() ? 0 : 1;
        while (heldWhole > last || (heldWhole == last && held.getFirst().isContinued())) {
            heldWhole -= held.removeFirst().isContinued() ? 0 : 1;
        }
    }

    private void pass(LogEvent event) {
        if (!isClosed) {
            isClosed = !sink.accept(event);
        }
    }
}

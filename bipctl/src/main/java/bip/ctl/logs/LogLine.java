package bip.ctl.logs;

/**
 * A line of a log file without its end.
 *
 * @param text what is kept of it; bytes that are no UTF-8 are replaced
 * @param cutBytes how much of its end was left out, because it is longer than any line that we
 *     write
 */
public record LogLine(String text, long cutBytes) {

    /** A line that belongs to the event before it: a stack trace, or a message's further lines. */
    boolean isIndented() {
        return text.startsWith(" ") || text.startsWith("\t");
    }
}

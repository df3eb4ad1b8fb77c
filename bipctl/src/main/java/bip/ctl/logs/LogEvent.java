package bip.ctl.logs;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A line that begins an event with the indented lines after it.
 *
 * @param header null for a line that the server's log did not write so: junk, or another program's
 * @param lines at least one, the header's among them
 * @param isContinued these lines belong to the event before, which was passed on already: they came
 *     late, or it had too many
 */
public record LogEvent(@Nullable EventHeader header, List<LogLine> lines, boolean isContinued) {

    public LogEvent {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("an event has a line");
        }
    }

    public Optional<EventHeader> findHeader() {
        return Optional.ofNullable(header);
    }

    /** All of its lines. */
    public String text() {
        return lines.stream().map(LogLine::text).collect(Collectors.joining("\n"));
    }

    /** The lines after the first one. */
    public List<LogLine> stack() {
        return isContinued ? lines : lines.subList(1, lines.size());
    }
}

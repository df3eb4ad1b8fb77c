package bip.ctl.logs;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The first line of an event as the server writes it: {@code TIME LEVEL REFERENCE LOGGER MESSAGE}.
 *
 * @param reference of the request; {@code -} outside of one
 */
public record EventHeader(
        Instant time, LogLevel level, String reference, String logger, String message) {

    private static final Pattern FORM =
            Pattern.compile(
                    "(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?:Z|[+-]\\d\\d:\\d\\d))"
                            + " +([A-Z]{4,5}) +(\\S+) +(\\S+)(?: (.*))?");

    /** Empty when {@code line} is not of that form. */
    static Optional<EventHeader> parse(String line) {
        var matcher = FORM.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Optional<LogLevel> level = LogLevel.find(matcher.group(2));
        if (level.isEmpty()) {
            return Optional.empty();
        }
        try {
            Instant time = OffsetDateTime.parse(matcher.group(1)).toInstant();
            String message = matcher.group(5);
            return Optional.of(
                    new EventHeader(
                            time,
                            level.get(),
                            matcher.group(3),
                            matcher.group(4),
                            message == null ? "" : message));
        } catch (DateTimeException e) {
            // Digits in the right places, but no such day or hour: not a line of ours.
            return Optional.empty();
        }
    }
}

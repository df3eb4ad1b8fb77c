package bip.server.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Writes an event as a person reads it: {@code TIME LEVEL REFERENCE LOGGER MESSAGE}. Further lines
 * of a message, and stack traces, follow indented; so nothing that a visitor sends can look like an
 * event of its own.
 */
final class EventLine {
    private static final String INDENT = "    ";

    private final DateTimeFormatter time;

    EventLine(ZoneId timeZone) {
        this.time = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx").withZone(timeZone);
    }

    String write(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(200);
        line.append(time.format(Instant.ofEpochMilli(event.getTimeStamp())))
                .append(' ')
                .append(String.format("%-5s", event.getLevel()))
                .append(' ')
                .append(RequestReference.current())
                .append(' ')
                .append(event.getLoggerName())
                .append(' ')
                .append(plain(event.getFormattedMessage()))
                .append('\n');
        appendTrace(line, event.getThrowableProxy());
        return line.toString();
    }

    private static void appendTrace(StringBuilder line, @Nullable IThrowableProxy thrown) {
        if (thrown != null) {
            line.append(INDENT).append(plain(ThrowableProxyUtil.asString(thrown).stripTrailing()));
            line.append('\n');
        }
    }

    /** Line ends are indented, other control characters shown by their number. */
    private static String plain(@Nullable String text) {
        StringBuilder plain = new StringBuilder();
        String.valueOf(text).codePoints().forEach(letter -> appendPlain(plain, letter));
        return plain.toString();
    }

    private static void appendPlain(StringBuilder plain, int letter) {
        if (letter == '\n') {
            plain.append('\n').append(INDENT);
        } else if (letter == '\t') {
            plain.append(INDENT);
        } else if (Character.isISOControl(letter)) {
            plain.append(String.format("\\u%04x", letter));
        } else {
            plain.appendCodePoint(letter);
        }
    }
}

package bip.server.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.PrintStream;

/** Writes events of some weight to standard error, and so to systemd's log. */
final class ToStandardError extends AppenderBase<ILoggingEvent> {
    private final EventLine line;
    private final Level least;
    private final PrintStream stream;

    ToStandardError(EventLine line, Level least, PrintStream stream) {
        this.line = line;
        this.least = least;
        this.stream = stream;
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(least)) {
            stream.print(line.write(event));
            stream.flush();
        }
    }
}

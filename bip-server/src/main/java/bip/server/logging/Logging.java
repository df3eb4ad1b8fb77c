package bip.server.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.slf4j.LoggerFactory;

/** The door of this room: where everything that is logged in this process goes, until closed. */
public final class Logging implements AutoCloseable {
    /** Libraries that tell their lives at INFO; what goes wrong in them still shows. */
    private static final List<String> TALKATIVE =
            List.of(
                    "com.zaxxer",
                    "io.undertow",
                    "org.xnio",
                    "org.jboss",
                    "org.flywaydb",
                    "org.apache.ibatis");

    /** Logs each failure and then throws it: it would stand in the log twice. */
    private static final String REPEATS = "org.thymeleaf";

    private final List<Appender<ILoggingEvent>> appenders;
    private final Runnable reopen;

    private Logging(List<Appender<ILoggingEvent>> appenders, Runnable reopen) {
        this.appenders = appenders;
        this.reopen = reopen;
        LoggerContext context = context();
        TALKATIVE.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
        context.getLogger(REPEATS).setLevel(Level.OFF);
        for (Appender<ILoggingEvent> appender : appenders) {
            appender.setContext(context);
            appender.start();
            root().addAppender(appender);
        }
    }

    /**
     * Logs to the file; errors also to {@code standardError}.
     *
     * @throws LogFileException if the file cannot be opened
     */
    public static Logging toFile(LoggingSettings settings, PrintStream standardError)
            throws LogFileException {
        EventLine line = new EventLine(settings.timeZone());
        ReopeningFile file = open(settings.file(), line, standardError);
        return new Logging(
                List.of(file, new ToStandardError(line, Level.ERROR, standardError)), file::reopen);
    }

    /** Logs warnings and worse to {@code standardError} only: for commands that end soon. */
    public static Logging toStandardError(ZoneId timeZone, PrintStream standardError) {
        EventLine line = new EventLine(timeZone);
        return new Logging(List.of(new ToStandardError(line, Level.WARN, standardError)), () -> {});
    }

    /** Opens the file anew, after it was renamed. */
    public void reopen() {
        reopen.run();
    }

    /** Nothing is written any more. */
    @Override
    public void close() {
        for (Appender<ILoggingEvent> appender : appenders.reversed()) {
            root().detachAppender(appender);
            appender.stop();
        }
    }

    private static ReopeningFile open(Path path, EventLine line, PrintStream complaints)
            throws LogFileException {
        try {
            return new ReopeningFile(path, line, complaints);
        } catch (IOException e) {
            throw new LogFileException(path, e);
        }
    }

    private static Logger root() {
        return context().getLogger(Logger.ROOT_LOGGER_NAME);
    }

    private static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }
}

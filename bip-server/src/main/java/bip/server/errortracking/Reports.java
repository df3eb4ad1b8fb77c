package bip.server.errortracking;

import io.sentry.SentryEvent;
import io.sentry.SentryLevel;
import io.sentry.protocol.SentryException;
import io.sentry.protocol.SentryStackFrame;
import io.sentry.protocol.SentryStackTrace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes what is sent: the failure's types, scrubbed messages and lines of code, and its origin. */
final class Reports {
    /** Deeper chains and traces say nothing more; a trace can have 1,024 lines. */
    private static final int MOST_EXCEPTIONS = 10;

    private static final int MOST_FRAMES = 100;

    private Reports() {}

    static SentryEvent of(Throwable failure, Origin origin) {
        SentryEvent report = new SentryEvent(failure);
        report.setLevel(SentryLevel.ERROR);
        switch (origin) {
            case Origin.Request(String reference, String method, String route) -> {
                report.setTag("origin", "request");
                report.setTag("reference", reference);
                report.setTag("method", method);
                report.setTag("route", route);
                report.setTransaction(method + " " + route);
            }
            case Origin.Background(String task) -> {
                report.setTag("origin", "background");
                report.setTag("task", task);
            }
            case Origin.Startup() -> {
                report.setTag("origin", "start");
                report.setLevel(SentryLevel.FATAL);
            }
        }
        return report;
    }

    /**
     * The last look at a report that the client has filled in. The machine's name stays here: it is
     * part of an office's network, and release and environment tell installations apart.
     */
    static SentryEvent withoutPersons(SentryEvent report) {
        report.setUser(null);
        report.setServerName(null);
        report.setRequest(null);
        report.setBreadcrumbs(null);
        List<SentryException> exceptions = report.getExceptions();
        if (exceptions != null) {
            // The outermost stands last.
            List<SentryException> kept = last(exceptions, MOST_EXCEPTIONS);
            kept.forEach(Reports::scrub);
            report.setExceptions(kept);
        }
        return report;
    }

    private static void scrub(SentryException exception) {
        String message = exception.getValue();
        if (message != null) {
            exception.setValue(Scrubber.scrub(message));
        }
        shorten(exception.getStacktrace());
    }

    private static void shorten(@Nullable SentryStackTrace trace) {
        List<SentryStackFrame> frames = trace == null ? null : trace.getFrames();
        if (trace != null && frames != null) {
            // The innermost stands last.
            trace.setFrames(last(frames, MOST_FRAMES));
        }
    }

    private static <T> List<T> last(List<T> list, int most) {
        return List.copyOf(list.subList(Math.max(0, list.size() - most), list.size()));
    }
}

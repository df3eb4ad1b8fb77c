package bip.server.errortracking;

import io.sentry.Hint;
import io.sentry.SentryClient;
import io.sentry.SentryOptions;
import io.sentry.hints.SubmissionResult;
import io.sentry.protocol.SentryId;
import io.sentry.util.HintUtils;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sends by Sentry's own client, which knows its protocol, its limits ({@code Retry-After}, {@code
 * X-Sentry-Rate-Limits}) and all forms of a DSN. The client is used alone: without {@code
 * Sentry.init} there are no hooks, sessions, breadcrumbs or handlers of uncaught errors.
 */
final class SentryOutlet implements Outlet {
    /**
     * A receiver that needs longer is as good as dead; nobody waits for this but the next report.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What still waits at the end is waited for by the reporter; here is given up what is left. */
    private static final long GIVE_UP_MILLIS = 1;

    private final SentryClient client;

    private SentryOutlet(SentryClient client) {
        this.client = client;
    }

    /**
     * Connects to nothing yet.
     *
     * @param dsn in any of its forms
     * @param version of the running release
     * @param trust whom to believe that they are the receiver; empty: as the Java runtime does
     */
    static Outlet open(
            String dsn, String environment, String version, Optional<SSLSocketFactory> trust) {
        SentryOptions options = new SentryOptions();
        options.setDsn(dsn);
        options.setEnvironment(environment);
        options.setRelease("bip@" + version);
        options.addInAppInclude("bip.");
        options.setConnectionTimeoutMillis((int) PATIENCE.toMillis());
        options.setReadTimeoutMillis((int) PATIENCE.toMillis());
        // The reporter's places are the bound. Twice as many here, because the client frees its own
        // a moment after it told the end, and would drop without a word.
        options.setMaxQueueSize(2 * SentryReporter.WAITING);
        options.setShutdownTimeoutMillis(GIVE_UP_MILLIS);
        options.setFlushTimeoutMillis(GIVE_UP_MILLIS);
        trust.ifPresent(options::setSslSocketFactory);
        quieten(options);
        return new SentryOutlet(new SentryClient(options));
    }

    /** Nothing but the reports themselves, and in them nothing of the machine or its visitors. */
    private static void quieten(SentryOptions options) {
        options.setAttachServerName(false);
        options.setAttachThreads(false);
        options.setSendClientReports(false);
        options.setSendModules(false);
        options.setEnableAutoSessionTracking(false);
        options.setEnableUncaughtExceptionHandler(false);
        options.setEnableShutdownHook(false);
        options.setBeforeSend((event, _) -> Reports.withoutPersons(event));
    }

    @Override
    public void send(Throwable failure, Origin origin, Consumer<Ending> ended) {
        Hint hint = HintUtils.createWithTypeCheckHint(new Told(ended));
        SentryId id = client.captureEvent(Reports.of(failure, origin), null, hint);
        if (id.equals(SentryId.EMPTY_ID)) {
            ended.accept(Ending.KNOWN);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    /** The client tells it how the sending ended. */
    private static final class Told implements SubmissionResult {
        private final Consumer<Ending> ended;
        private volatile @Nullable Ending ending;

        Told(Consumer<Ending> ended) {
            this.ended = ended;
        }

        @Override
        public void setResult(boolean success) {
            Ending told = success ? Ending.DELIVERED : Ending.FAILED;
            ending = told;
            ended.accept(told);
        }

        @Override
        public boolean isSuccess() {
            return ending == Ending.DELIVERED;
        }
    }
}

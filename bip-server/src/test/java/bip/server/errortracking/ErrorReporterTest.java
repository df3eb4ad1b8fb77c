package bip.server.errortracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import bip.server.config.Secret;
import bip.server.testing.RawReceiver;
import bip.server.testing.RawReceiver.Envelope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class ErrorReporterTest {
    private static final Origin REQUEST = new Origin.Request("K7M2PQ9X", "GET", "/strona/{slug}");

    @Test
    void sendsTheFailureWithReleaseEnvironmentReferenceAndRoute() throws Exception {
        try (RawReceiver receiver = RawReceiver.accepting();
                ErrorReporter errors = open(receiver.dsn())) {
            errors.report(new IllegalStateException("outer", new IOException("inner")), REQUEST);

            Envelope envelope = receiver.next();
            JsonNode event = envelope.event();
            assertThat(envelope.target()).isEqualTo("/api/1/envelope/");
            assertThat(envelope.headers().get("x-sentry-auth")).contains("sentry_key=key");
            assertThat(event.at("/release").asString()).isEqualTo("bip@1.4.2");
            assertThat(event.at("/environment").asString()).isEqualTo("test");
            assertThat(event.at("/level").asString()).isEqualTo("error");
            assertThat(event.at("/transaction").asString()).isEqualTo("GET /strona/{slug}");
            assertThat(event.at("/tags/reference").asString()).isEqualTo("K7M2PQ9X");
            assertThat(event.at("/tags/route").asString()).isEqualTo("/strona/{slug}");
            assertThat(event.at("/exception/values/0/type").asString()).isEqualTo("IOException");
            assertThat(event.at("/exception/values/1/value").asString()).isEqualTo("outer");
            assertThat(event.at("/exception/values/1/stacktrace/frames").isEmpty()).isFalse();
        }
    }

    @Test
    void sendsNothingThatTellsOfAPersonOrTheMachine() throws Exception {
        try (RawReceiver receiver = RawReceiver.accepting();
                ErrorReporter errors = open(receiver.dsn())) {
            errors.report(
                    new IllegalStateException(
                            "for jan@urzad.example.pl from 192.0.2.17 at /szukaj?q=Nowak",
                            new IOException(
                                    "Cookie: bip=4f5a9; PESEL 44051401359, password=tajne1")),
                    REQUEST);

            Envelope envelope = receiver.next();
            assertThat(envelope.text())
                    .doesNotContain("jan@urzad", "192.0.2.17", "Nowak", "4f5a9", "44051401359")
                    .doesNotContain("tajne1", "127.0.0.1")
                    .doesNotContain(InetAddress.getLocalHost().getHostName());
            assertThat(envelope.event().propertyNames())
                    .doesNotContain("user", "server_name", "request", "breadcrumbs", "modules");
            assertThat(envelope.text().lines()).as("one item: the event").hasSize(3);
        }
    }

    @Test
    void sendsAFailureOnceHoweverOftenItIsReported() throws Exception {
        try (RawReceiver receiver = RawReceiver.accepting()) {
            ErrorReporter errors = open(receiver.dsn());
            IOException failure = new IOException("disk");
            errors.report(failure, REQUEST);
            errors.report(failure, new Origin.Background("index"));
            errors.report(new IllegalStateException("because of disk", failure), REQUEST);
            errors.close();

            assertThat(receiver.next().event().at("/tags/origin").asString()).isEqualTo("request");
            assertThat(receiver.unread()).isZero();
        }
    }

    @Test
    void saysThatAStartFailed() throws Exception {
        try (RawReceiver receiver = RawReceiver.accepting()) {
            ErrorReporter errors = open(receiver.dsn());
            errors.report(new IllegalStateException("no database"), new Origin.Startup());
            errors.close();

            assertThat(receiver.next().event().at("/level").asString()).isEqualTo("fatal");
        }
    }

    @Test
    void knowsADsnWithAPathAndWithTheOldSecret() throws Exception {
        try (RawReceiver receiver = RawReceiver.accepting();
                ErrorReporter errors =
                        open("http://key:hush@127.0.0.1:" + receiver.port() + "/sentry/deep/42")) {
            errors.report(new IllegalStateException(), REQUEST);

            Envelope envelope = receiver.next();
            assertThat(envelope.target()).isEqualTo("/sentry/deep/api/42/envelope/");
            assertThat(envelope.headers().get("x-sentry-auth")).contains("sentry_secret=hush");
        }
    }

    @Test
    void keepsNoMoreThanItsPlacesWhileTheReceiverHangs() throws Exception {
        try (RawReceiver receiver = RawReceiver.hanging();
                SentryReporter errors = open(receiver.dsn())) {
            for (int i = 0; i < 1_000; i++) {
                errors.report(new IllegalStateException("number " + i), REQUEST);
            }

            assertThat(errors.waiting()).isEqualTo(SentryReporter.WAITING);
            assertThat(errors.dropped()).isEqualTo(1_000 - SentryReporter.WAITING);
            receiver.next();
            assertThat(receiver.connections()).isEqualTo(1);
        }
    }

    @Test
    void endsWithinItsBoundWhileTheReceiverHangs() throws Exception {
        try (RawReceiver receiver = RawReceiver.hanging()) {
            SentryReporter errors = open(receiver.dsn());
            errors.report(new IllegalStateException(), REQUEST);
            receiver.next();

            assertTimeoutPreemptively(
                    SentryReporter.LAST_REPORTS.plus(Duration.ofSeconds(2)), errors::close);
            errors.report(new IllegalStateException(), REQUEST);
            assertThat(errors.dropped()).isEqualTo(1);
        }
    }

    @Test
    void freesThePlacesWhenTheReceiverRefuses() throws Exception {
        int port;
        try (ServerSocket socket = RawReceiver.listen()) {
            port = socket.getLocalPort();
        }
        try (SentryReporter errors = open("http://key@127.0.0.1:" + port + "/1")) {
            for (int i = 0; i < 10; i++) {
                errors.report(new IllegalStateException(), REQUEST);
            }

            await(() -> errors.waiting() == 0);
            assertThat(errors.failed()).isEqualTo(10);
            assertThat(errors.dropped()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "429 Too Many Requests\r\nRetry-After: 600",
                "200 OK\r\nX-Sentry-Rate-Limits: 600:error:organization",
                "429 Too Many Requests\r\nX-Sentry-Rate-Limits: 600::key"
            })
    void sparesAReceiverThatAsksForIt(String head) throws Exception {
        try (RawReceiver receiver = RawReceiver.answering(head);
                SentryReporter errors = open(receiver.dsn())) {
            errors.report(new IllegalStateException("first"), REQUEST);
            await(() -> errors.waiting() == 0);
            for (int i = 0; i < 100; i++) {
                errors.report(new IllegalStateException("later"), REQUEST);
                await(() -> errors.waiting() == 0);
            }

            assertThat(receiver.connections()).isEqualTo(1);
            assertThat(errors.failed()).isGreaterThanOrEqualTo(100);
        }
    }

    @Test
    void shortensAnEndlessTrace() throws Exception {
        try (RawReceiver receiver = RawReceiver.accepting();
                ErrorReporter errors = open(receiver.dsn())) {
            errors.report(overflow(), REQUEST);

            JsonNode frames = receiver.next().event().at("/exception/values/0/stacktrace/frames");
            assertThat(frames.size()).isEqualTo(100);
        }
    }

    @Test
    void reportsToNobodyWithoutADsn() {
        try (ErrorReporter errors =
                ErrorReporter.open(new ErrorTrackingSettings(Optional.empty(), "test"), "1.4.2")) {
            assertThat(errors).isInstanceOf(SilentReporter.class);
        }
    }

    private static SentryReporter open(String dsn) {
        return (SentryReporter)
                ErrorReporter.open(
                        new ErrorTrackingSettings(Optional.of(new Secret(dsn)), "test"), "1.4.2");
    }

    private static StackOverflowError overflow() {
        try {
            throw new AssertionError(deeper(0));
        } catch (StackOverflowError e) {
            return e;
        }
    }

    @SuppressWarnings("InfiniteRecursion")
    private static int deeper(int depth) {
        return deeper(depth + 1) + 1;
    }

    /** Waits for the thing itself, within the test's bound. */
    private static void await(BooleanSupplier thing) {
        while (!thing.getAsBoolean()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }
}

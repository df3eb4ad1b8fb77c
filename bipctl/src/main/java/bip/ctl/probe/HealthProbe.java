package bip.ctl.probe;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.time.Duration;

/** Asks a running server how it is: {@code GET /health}. */
public final class HealthProbe {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);
    private static final Duration READ_LIMIT = Duration.ofSeconds(5);

    /** Between two questions: short beside the 0.8 s that a start takes. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final ListenAddress address;

    public HealthProbe(ListenAddress address) {
        this.address = address;
    }

    public ListenAddress address() {
        return address;
    }

    /** Asks once. */
    public HealthAnswer ask() {
        HttpURLConnection connection = null;
        try {
            // No proxy: the question is for this machine, whatever http_proxy says.
            connection =
                    (HttpURLConnection) address.health().toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout((int) CONNECT_LIMIT.toMillis());
            connection.setReadTimeout((int) READ_LIMIT.toMillis());
            connection.setInstanceFollowRedirects(false);
            connection.setUseCaches(false);
            connection.setRequestProperty("Connection", "close");
            return read(connection);
        } catch (IOException e) {
            return new HealthAnswer.Silent(
                    e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        } finally {
            if (connection != null) {
                connection.disconnect();
            }
        }
    }

    private static HealthAnswer read(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        try (InputStream body =
                status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            if (body == null) {
                return new HealthAnswer.Silent("HTTP " + status + " without a body");
            }
            return new HealthAnswer.Answered(Health.parse(body.readNBytes(Health.MAX_BYTES + 1)));
        } catch (Health.NotHealth e) {
            return new HealthAnswer.Silent("HTTP " + status + ", " + e.getMessage());
        }
    }

    /**
     * Waits until the server is ready in {@code version}; ends at once when its process does.
     *
     * @param limit how long at most
     * @param watch says what has become of the process
     */
    public ProbeOutcome awaitReady(String version, Duration limit, ProcessWatch watch)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        HealthAnswer answer = new HealthAnswer.Silent("not ready yet");
        while (true) {
            ProcessWatch.Sight before = watch.look();
            if (before instanceof ProcessWatch.Up) {
                answer = ask();
            }
            // Asked again after the answer: what answers may be another process on the same port,
            // while ours has died because the port was taken.
            ProcessWatch.Sight after = watch.look();
            if (after instanceof ProcessWatch.Gone(var death)) {
                return new ProbeOutcome.Died(death);
            }
            var took = Duration.ofNanos(System.nanoTime() - start);
            if (before.equals(after)
                    && answer instanceof HealthAnswer.Answered(var health)
                    && health.ready()) {
                return health.version().equals(version)
                        ? new ProbeOutcome.Ready(health, took)
                        : new ProbeOutcome.WrongVersion(health.version());
            }
            if (took.compareTo(limit) >= 0) {
                return new ProbeOutcome.NotReady(describe(answer), took);
            }
            Thread.sleep(PAUSE);
        }
    }

    private static String describe(HealthAnswer answer) {
        return switch (answer) {
            case HealthAnswer.Silent(var reason) -> reason;
            case HealthAnswer.Answered(var health) ->
                    health.version() + " is not ready: " + health.complaints();
        };
    }
}

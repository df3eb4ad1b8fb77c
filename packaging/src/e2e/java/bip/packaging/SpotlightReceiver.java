package bip.packaging;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Sentry receiver that nobody here wrote: the npm package {@code @spotlightjs/sidecar}. It says
 * 200 to everything, so only what comes out of its stream proves that it understood an event; and
 * it forgets within ten seconds, so it is listened to from its start.
 */
final class SpotlightReceiver implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final HttpURLConnection stream;
    private final int port;
    private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();

    private SpotlightReceiver(Process process, HttpURLConnection stream, int port) {
        this.process = process;
        this.stream = stream;
        this.port = port;
        Thread.ofVirtual().start(this::listen);
    }

    /** Starts it; what it prints goes to {@code log}. */
    static SpotlightReceiver start(Path log) throws IOException, InterruptedException {
        int port = Ports.free();
        Path program = Checkout.root().resolve("packaging/e2e/node_modules/.bin/spotlight-sidecar");
        Process process =
                new ProcessBuilder(program.toString(), String.valueOf(port))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            return new SpotlightReceiver(process, openStream(process, port, log), port);
        } catch (IOException | InterruptedException e) {
            process.destroy();
            throw e;
        }
    }

    String dsn() {
        return "http://key@127.0.0.1:" + port + "/1";
    }

    /** The next event; waits for it within a bound. */
    JsonNode nextEvent() throws InterruptedException {
        JsonNode event = events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("no event came within " + PATIENCE);
        }
        return event;
    }

    /** Events that came and were not asked for. */
    List<JsonNode> unread() {
        return List.copyOf(events);
    }

    /** The end of the process ends the stream; to disconnect it would wait for its reader. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    private static HttpURLConnection openStream(Process process, int port, Path log)
            throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                var stream =
                        (HttpURLConnection)
                                URI.create("http://127.0.0.1:" + port + "/stream")
                                        .toURL()
                                        .openConnection();
                stream.setRequestProperty("Accept", "text/event-stream");
                stream.getInputStream();
                return stream;
            } catch (IOException notYet) {
                boolean ended = process.waitFor(50, TimeUnit.MILLISECONDS);
                if (ended || Instant.now().isAfter(end)) {
                    throw new IOException(
                            "the receiver does not run:\n" + Files.readString(log), notYet);
                }
            }
        }
    }

    /**
     * Each line of an envelope comes as {@code data:LINE}; the event is the one with a platform.
     */
    private void listen() {
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(stream.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data:{") && line.contains("\"platform\"")) {
                    events.add(JSON.readTree(line.substring("data:".length())));
                }
            }
        } catch (IOException e) {
            // The test has ended it; what came until then is what it asserts on.
            return;
        }
    }
}

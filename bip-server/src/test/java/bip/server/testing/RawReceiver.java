package bip.server.testing;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stands where a Sentry would: takes envelopes on a plain socket and answers as it was told. */
public final class RawReceiver implements Closeable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final JsonMapper JSON = new JsonMapper();

    private final ServerSocket socket;
    private final String answer;
    private final BlockingQueue<Envelope> envelopes = new LinkedBlockingQueue<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    /**
     * What was received.
     *
     * @param headers names in lower case
     * @param text unpacked
     */
    public record Envelope(String target, Map<String, String> headers, String text) {
        /** The event in it: the third line. */
        public JsonNode event() {
            return JSON.readTree(text.lines().toList().get(2));
        }
    }

    private RawReceiver(ServerSocket socket, String answer) {
        this.socket = socket;
        this.answer = answer;
        Thread.ofVirtual().start(this::accept);
    }

    /** Takes everything. */
    public static RawReceiver accepting() throws IOException {
        return answering("200 OK");
    }

    /** Answers everything with a status and perhaps headers, e.g. {@code "429 Slow\r\nA: b"}. */
    public static RawReceiver answering(String head) throws IOException {
        return new RawReceiver(
                listen(),
                "HTTP/1.1 " + head + "\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
    }

    /** Accepts connections, reads, and never answers. */
    public static RawReceiver hanging() throws IOException {
        return new RawReceiver(listen(), "");
    }

    /** Receives on {@code socket}, e.g. a TLS one, and takes everything. */
    public static RawReceiver acceptingOn(ServerSocket socket) {
        return new RawReceiver(
                socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
    }

    public static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    public String dsn() {
        return "http://key@127.0.0.1:" + port() + "/1";
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** How many connections came until now. */
    public int connections() {
        return connections.size();
    }

    /** The next envelope; waits for it within a bound. */
    public Envelope next() throws InterruptedException {
        Envelope next = envelopes.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (next == null) {
            throw new AssertionError("no envelope came within " + PATIENCE);
        }
        return next;
    }

    /** How many envelopes came that were not asked for yet. */
    public int unread() {
        return envelopes.size();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException e) {
                // Closed by the test, which asserts on what came until then.
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try {
            envelopes.add(read(connection.getInputStream()));
            if (!answer.isEmpty()) {
                connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                connection.close();
            }
        } catch (IOException e) {
            if (!socket.isClosed() && !connection.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Envelope read(InputStream in) throws IOException {
        String requestLine = RawHttp.line(in);
        String target = requestLine.substring(5, requestLine.lastIndexOf(" HTTP"));
        Map<String, String> headers = new TreeMap<>();
        for (String line = RawHttp.line(in); !line.isEmpty(); line = RawHttp.line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return new Envelope(
                    target, headers, new String(unpacked.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}

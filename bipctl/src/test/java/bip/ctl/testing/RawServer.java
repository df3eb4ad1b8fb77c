package bip.ctl.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Answers every request on a plain socket with the same bytes; remembers what was asked. */
public final class RawServer implements Closeable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ServerSocket socket;
    private final Act act;
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    /** What to do with a connection whose request was read. */
    @FunctionalInterface
    public interface Act {
        void answer(Socket connection) throws IOException;

        /** For an answer that depends on what was asked. */
        default void answer(Socket connection, String request) throws IOException {
            answer(connection);
        }
    }

    private RawServer(ServerSocket socket, Act act) {
        this.socket = socket;
        this.act = act;
        Thread.ofVirtual().start(this::accept);
    }

    /** On a port of loopback. */
    public static RawServer doing(Act act) throws IOException {
        return on(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), act);
    }

    /** On a socket that is open, e.g. a TLS one. */
    public static RawServer on(ServerSocket socket, Act act) {
        return new RawServer(socket, act);
    }

    /** Answers with {@code text} and closes. */
    public static Act saying(String text) {
        return connection -> {
            connection.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            connection.close();
        };
    }

    /** Answers with a status line, headers and a body of JSON. */
    public static Act answering(String head, String json) {
        return saying(
                "HTTP/1.1 "
                        + head
                        + "\r\nContent-Type: application/json\r\nContent-Length: "
                        + json.length()
                        + "\r\n\r\n"
                        + json);
    }

    /** Takes an event as Sentry does: repeats its id. */
    public static Act accepting() {
        return new Act() {
            @Override
            public void answer(Socket connection) {
                throw new IllegalStateException("it needs the request");
            }

            @Override
            public void answer(Socket connection, String request) throws IOException {
                String id = request.replaceAll("(?s).*?\"event_id\":\"(\\w+)\".*", "$1");
                answering("200 OK", "{\"id\":\"" + id + "\"}").answer(connection);
            }
        };
    }

    /** Never answers; the connection stays. */
    public static Act silent() {
        return _ -> {};
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** The next request, head and body; waits for it within a bound. */
    public String nextRequest() throws InterruptedException {
        String next = requests.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (next == null) {
            throw new AssertionError("no request came within " + PATIENCE);
        }
        return next;
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
            String request = read(connection.getInputStream());
            requests.add(request);
            act.answer(connection, request);
        } catch (IOException e) {
            // The client ended it, as it does with a certificate that it does not believe; what it
            // says of that is what the test asserts on.
            requests.add("broken: " + e);
        }
    }

    private static String read(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int letter = in.read();
            if (letter < 0) {
                throw new IOException("the request ended within its head: " + head);
            }
            head.append((char) letter);
        }
        int length =
                head.toString()
                        .lines()
                        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                        .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                        .findFirst()
                        .orElse(0);
        return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}

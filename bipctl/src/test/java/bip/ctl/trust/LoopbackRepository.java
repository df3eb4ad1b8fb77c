package bip.ctl.trust;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A web server on this machine that serves a repository and writes down what it was asked. */
final class LoopbackRepository implements AutoCloseable {

    private final String root;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Function<String, Optional<byte[]>> files;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** Writes an answer of its own to a request. */
    interface Answer {
        void write(HttpExchange exchange) throws IOException;
    }

    /** Of metadata alone, by their names. */
    LoopbackRepository(Function<String, Optional<byte[]>> files) throws IOException {
        this("/metadata/", files);
    }

    /** Of a channel in {@code folder}, all of it. */
    static LoopbackRepository of(Path folder) throws IOException {
        return new LoopbackRepository("/", name -> find(folder.resolve(name)));
    }

    private LoopbackRepository(String root, Function<String, Optional<byte[]>> files)
            throws IOException {
        this.root = root;
        this.files = files;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    private static Optional<byte[]> find(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String name = exchange.getRequestURI().getRawPath().substring(root.length());
            requests.add(name);
            Answer answer = answers.get(name);
            if (answer != null) {
                answer.write(exchange);
                return;
            }
            Optional<byte[]> file = files.apply(name);
            if (file.isPresent()) {
                send(exchange, HttpURLConnection.HTTP_OK, file.get());
            } else {
                exchange.sendResponseHeaders(HttpURLConnection.HTTP_NOT_FOUND, -1);
            }
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] bytes) throws IOException {
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** Of the folder in which the files are. */
    String url() {
        return "http://127.0.0.1:"
                + server.getAddress().getPort()
                + root.substring(0, root.length() - 1);
    }

    /** From now on this is what {@code name} is. */
    void answer(String name, int status, byte[] bytes) {
        answers.put(name, exchange -> send(exchange, status, bytes));
    }

    /** From now on {@code name} never ends. */
    void answerForEver(String name) {
        answers.put(
                name,
                exchange -> {
                    exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, 0);
                    byte[] piece = new byte[1 << 16];
                    Arrays.fill(piece, (byte) ' ');
                    while (true) {
                        exchange.getResponseBody().write(piece);
                    }
                });
    }

    /** From now on {@code name} is as it would be. */
    void answerHonestly(String name) {
        answers.remove(name);
    }

    /** The names asked for since the last call. */
    List<String> requests() {
        var seen = List.copyOf(requests);
        requests.clear();
        return seen;
    }

    /** Fetches over HTTP: 404 is a file that is not there, all else but 200 an error. */
    Optional<InputStream> fetch(String name, int maxBytes) throws IOException {
        var connection =
                (HttpURLConnection) URI.create(url() + "/" + name).toURL().openConnection();
        return switch (connection.getResponseCode()) {
            case HttpURLConnection.HTTP_OK -> Optional.of(connection.getInputStream());
            case HttpURLConnection.HTTP_NOT_FOUND -> Optional.empty();
            default -> throw new IOException("status " + connection.getResponseCode());
        };
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

package bip.packaging;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands before a receiver that answers nothing but 200, and says what Sentry itself says: the id
 * of the event that was taken. What is posted is handed on as it came.
 */
final class AcknowledgingFront implements AutoCloseable {
    private static final Pattern ID = Pattern.compile("\"event_id\":\"([0-9a-f]{32})\"");
    private static final List<String> HANDED_ON =
            List.of("Content-Type", "Content-Encoding", "X-Sentry-Auth");

    private final HttpServer front;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int receiver;

    /** Before what listens on port {@code receiver} of loopback. */
    AcknowledgingFront(int receiver) throws IOException {
        this.receiver = receiver;
        this.front =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        front.createContext("/", this::handOn);
        front.start();
    }

    int port() {
        return front.getAddress().getPort();
    }

    @Override
    public void close() {
        front.stop(0);
        client.close();
    }

    private void handOn(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        int status = post(exchange, body);
        Matcher id = ID.matcher(new String(body, StandardCharsets.UTF_8));
        String answer = id.find() ? "{\"id\":\"" + id.group(1) + "\"}" : "{}";
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private int post(HttpExchange exchange, byte[] body) throws IOException {
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:" + receiver + exchange.getRequestURI()))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        for (String name : HANDED_ON) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}

package bip.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * A small site on this machine with the faults that scanners look for, so that a scanner which
 * finds nothing anywhere is found out; and where a site that fetches what it is told to would come
 * to fetch it.
 */
final class FaultySite implements AutoCloseable {
    private static final String HOME =
            """
            <html><head><title>x</title></head><body><a href="/echo?name=a">1</a>
            <a href="/row?id=1">2</a><a href="/fetch?url=b">3</a></body></html>
            """;

    private final HttpServer server;
    private final List<String> fetched = new CopyOnWriteArrayList<>();

    FaultySite() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> answer(exchange, 200, HOME));
        server.createContext("/echo", exchange -> answer(exchange, 200, "<p>" + value(exchange)));
        server.createContext("/row", FaultySite::row);
        server.createContext("/fetch", FaultySite::fetch);
        // Here wapiti asks what came, and is told nothing: the test looks itself.
        server.createContext("/get_ssrf.php", exchange -> answer(exchange, 200, "{}"));
        server.createContext("/get_xxe.php", exchange -> answer(exchange, 200, "{}"));
        for (String sign : List.of("/ssrf", "/dtd", "/xoxo")) {
            server.createContext(sign, this::note);
        }
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** What somebody fetched from here because of a scanner's question. */
    List<String> fetched() {
        return List.copyOf(fetched);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void note(HttpExchange exchange) throws IOException {
        fetched.add(exchange.getRequestURI().toString());
        answer(exchange, 200, "x");
    }

    private static void row(HttpExchange exchange) throws IOException {
        String sql = "SELECT 'there' WHERE '1' = '" + value(exchange) + "'";
        try (var connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            answer(exchange, 200, rows.next() ? "<p>It is there: " + rows.getString(1) : "<p>None");
        } catch (SQLException e) {
            answer(exchange, 500, "<p>" + e.getMessage());
        }
    }

    private static void fetch(HttpExchange exchange) throws IOException {
        String url = value(exchange);
        if (url.startsWith("http://127.0.0.1:")) {
            try (var in = URI.create(url).toURL().openStream()) {
                in.readAllBytes();
            }
        }
        answer(exchange, 200, "<p>fetched");
    }

    private static String value(HttpExchange exchange) {
        String query = exchange.getRequestURI().getRawQuery();
        return query == null || !query.contains("=")
                ? ""
                : URLDecoder.decode(query.substring(query.indexOf('=') + 1), UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}

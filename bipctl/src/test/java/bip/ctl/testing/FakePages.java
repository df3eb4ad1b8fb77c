package bip.ctl.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * The pages of a release in tests, and its health. What a release does differently stands in its
 * behaviour: {@code unready}, {@code liar}, {@code loses-page}, {@code retitles}, {@code rewrites},
 * {@code ignores-freeze}.
 */
final class FakePages {

    private static final Map<String, String> PAGES =
            Map.of(
                    "/", "<a href=\"/strona/statut\">s</a><a href=\"/strona/uchwala\">u</a>",
                    "/strona/statut", "the statute",
                    "/strona/uchwala", "a resolution");

    private FakePages() {}

    static void answer(HttpExchange exchange, Path release, String behaviour, boolean isFrozen)
            throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/health")) {
            health(exchange, release, behaviour, isFrozen);
        } else if (!PAGES.containsKey(path)
                || (behaviour.startsWith("loses-page") && path.equals("/strona/uchwala"))) {
            send(exchange, 404, "<title>404</title>");
        } else {
            String title = behaviour.equals("retitles") ? "New " + path : path;
            String text = behaviour.equals("rewrites") ? "other" : "";
            send(
                    exchange,
                    200,
                    "<title>%s</title><main>%s%s</main>".formatted(title, PAGES.get(path), text));
        }
    }

    private static void health(
            HttpExchange exchange, Path release, String behaviour, boolean isFrozen)
            throws IOException {
        String folder = release.getFileName().toString();
        String version =
                behaviour.equals("liar") ? "9.9.9" : folder.substring(0, folder.indexOf('-'));
        boolean isReady = !behaviour.equals("unready");
        send(
                exchange,
                isReady ? 200 : 503,
                ("{\"format\":\"bip-health/v1\",\"live\":true,\"ready\":%s,\"version\":\"%s\","
                                + "\"schema\":1,\"frozen\":%s,\"checks\":[]}")
                        .formatted(
                                isReady, version, isFrozen && !behaviour.equals("ignores-freeze")));
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}

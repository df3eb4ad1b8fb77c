package bip.ctl.channel;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A web server with one file, which it gives in good manners or in bad ones; notes what was asked.
 */
final class CuttingServer implements AutoCloseable {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-");

    private final HttpServer server =
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    volatile byte[] content;
    volatile @Nullable String tag = "\"1\"";
    volatile @Nullable String changed;

    /** It ends the connection after so many bytes of an answer. */
    volatile int cutAfter = Integer.MAX_VALUE;

    /** Each answer is all of the file. */
    volatile boolean ignoresRange;

    /** It gives the rest whatever file it is the rest of. */
    volatile boolean ignoresValidator;

    /** Instead of the right one. */
    volatile @Nullable String contentRange;

    /** Instead of the right one; 0 for an answer that does not say how long it is. */
    volatile @Nullable Integer length;

    volatile String type = "application/gzip";

    /** Answers so and gives nothing; 0 to give the file. */
    volatile int status;

    CuttingServer(byte[] content) throws IOException {
        this.content = content;
        server.createContext("/", this::serve);
        server.createContext("/moved/", this::redirect);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What each request wanted: {@code whole}, or the value of its {@code Range}. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void redirect(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders()
                .set("Location", exchange.getRequestURI().getPath().substring("/moved".length()));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        String validator = exchange.getRequestHeaders().getFirst("If-Range");
        asked.add(range == null ? "whole" : range);
        if (tag != null) {
            exchange.getResponseHeaders().set("ETag", tag);
        }
        if (changed != null) {
            exchange.getResponseHeaders().set("Last-Modified", changed);
        }
        exchange.getResponseHeaders().set("Content-Type", type);
        Matcher wanted = RANGE.matcher(range == null ? "" : range);
        boolean isSame =
                ignoresValidator
                        || (validator != null
                                && (validator.equals(tag) || validator.equals(changed)));
        if (status != 0) {
            exchange.sendResponseHeaders(status, -1);
        } else if (wanted.matches() && isSame && !ignoresRange) {
            rest(exchange, Integer.parseInt(wanted.group(1)));
        } else {
            send(exchange, 200, content);
        }
        exchange.close();
    }

    private void rest(HttpExchange exchange, int from) throws IOException {
        byte[] all = content;
        if (from >= all.length) {
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        String said = contentRange;
        exchange.getResponseHeaders()
                .set(
                        "Content-Range",
                        said == null
                                ? "bytes " + from + "-" + (all.length - 1) + "/" + all.length
                                : said);
        send(exchange, 206, Arrays.copyOfRange(all, from, all.length));
    }

    private void send(HttpExchange exchange, int code, byte[] bytes) throws IOException {
        Integer said = length;
        exchange.sendResponseHeaders(code, said == null ? bytes.length : said);
        exchange.getResponseBody().write(bytes, 0, Math.min(bytes.length, cutAfter));
        if (said != null && said == 0) {
            exchange.getResponseBody().close();
        }
        exchange.getResponseBody().flush();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

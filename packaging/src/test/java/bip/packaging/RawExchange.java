package bip.packaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * One request and its answer on a connection of their own. Nothing is ever sent again by itself, as
 * Java's own clients do.
 *
 * @param head status line and headers
 */
record RawExchange(int status, String head, String body) {
    private static final int PATIENCE_MILLIS = 30_000;

    /**
     * Sends {@code request}, which must ask for the connection to be closed.
     *
     * @throws java.net.ConnectException if nobody listens: nothing was sent
     * @throws IOException if the answer is missing or not whole: what became of it is unknown
     */
    static RawExchange send(int port, String request) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            var answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return parse(answer.toString(StandardCharsets.UTF_8), answer.size());
        }
    }

    private static RawExchange parse(String answer, int bytes) throws IOException {
        int end = answer.indexOf("\r\n\r\n");
        if (end < 0 || !answer.startsWith("HTTP/1.1 ")) {
            throw new IOException("no whole answer, only " + bytes + " bytes: " + answer);
        }
        var exchange =
                new RawExchange(
                        Integer.parseInt(answer.substring(9, 12)),
                        answer.substring(0, end),
                        answer.substring(end + 4));
        String length = exchange.header("Content-Length").orElse("0");
        int headBytes = answer.substring(0, end + 4).getBytes(StandardCharsets.UTF_8).length;
        if (bytes - headBytes < Integer.parseInt(length)) {
            throw new IOException("the answer's body is cut off: " + exchange.head);
        }
        return exchange;
    }

    Optional<String> header(String name) {
        String beginning = name.toLowerCase(Locale.ROOT) + ":";
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(beginning))
                .map(line -> line.substring(beginning.length()).strip())
                .findFirst();
    }
}

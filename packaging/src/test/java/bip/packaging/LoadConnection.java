package bip.packaging;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One connection of a load client: plain HTTP over a plain socket, nothing tried twice. */
final class LoadConnection implements AutoCloseable {
    private static final byte[] END_OF_PAGE = "</html>".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final InputStream in;
    private final byte[] request;
    private boolean last;

    private LoadConnection(Socket socket, LoadPlan plan) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        this.request =
                "GET %s HTTP/1.1\r\nHost: bip.example\r\nConnection: %s\r\n\r\n"
                        .formatted(plan.path(), plan.keepAlive() ? "keep-alive" : "close")
                        .getBytes(StandardCharsets.US_ASCII);
        this.last = !plan.keepAlive();
    }

    static LoadConnection open(LoadPlan plan) throws LoadException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(Math.toIntExact(plan.patience().toMillis()));
            socket.connect(plan.server(), Math.toIntExact(plan.patience().toMillis()));
            return new LoadConnection(socket, plan);
        } catch (SocketTimeoutException e) {
            close(socket);
            throw new LoadException(LoadFailure.TIMEOUT, "connecting: " + e.getMessage());
        } catch (IOException e) {
            close(socket);
            boolean refused = e instanceof ConnectException;
            throw new LoadException(
                    refused ? LoadFailure.REFUSED : LoadFailure.RESET, "connecting: " + e);
        }
    }

    /** This answer was the connection's last. */
    boolean isOver() {
        return last;
    }

    /** Sends the request and reads the whole answer. */
    void exchange() throws LoadException {
        try {
            socket.getOutputStream().write(request);
            String status = line();
            Map<String, String> head = head();
            byte[] body = body(head);
            last |= "close".equalsIgnoreCase(head.getOrDefault("connection", ""));
            judge(status, head, body);
        } catch (SocketTimeoutException e) {
            throw new LoadException(LoadFailure.TIMEOUT, "waiting: " + e.getMessage());
        } catch (SocketException e) {
            throw new LoadException(LoadFailure.RESET, e.toString());
        } catch (IOException | NumberFormatException e) {
            throw new LoadException(LoadFailure.NO_HTTP, e.toString());
        }
    }

    @Override
    public void close() {
        close(socket);
    }

    private static void judge(String status, Map<String, String> head, byte[] body)
            throws LoadException {
        if (!status.startsWith("HTTP/1.1 200 ")) {
            throw new LoadException(LoadFailure.STATUS, status);
        }
        boolean page = head.getOrDefault("content-type", "").startsWith("text/html");
        if (page && !endsAsAPage(body)) {
            throw new LoadException(LoadFailure.SHORT_BODY, "a page without its end");
        }
    }

    private static boolean endsAsAPage(byte[] body) {
        int end = body.length;
        while (end > 0 && body[end - 1] <= ' ') {
            end--;
        }
        return end >= END_OF_PAGE.length
                && Arrays.equals(
                        body, end - END_OF_PAGE.length, end, END_OF_PAGE, 0, END_OF_PAGE.length);
    }

    private Map<String, String> head() throws IOException, LoadException {
        Map<String, String> head = new TreeMap<>();
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw new LoadException(LoadFailure.NO_HTTP, "no header: " + header);
            }
            head.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        return head;
    }

    private byte[] body(Map<String, String> head) throws IOException, LoadException {
        String length = head.get("content-length");
        if (length == null) {
            throw new LoadException(LoadFailure.NO_HTTP, "an answer without a length");
        }
        int expected = Integer.parseInt(length);
        byte[] body = in.readNBytes(expected);
        if (body.length < expected) {
            throw new LoadException(
                    LoadFailure.SHORT_BODY, body.length + " of " + expected + " bytes");
        }
        return body;
    }

    private String line() throws IOException, LoadException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        for (int letter = in.read(); letter != '\n'; letter = in.read()) {
            if (letter < 0) {
                throw new LoadException(
                        LoadFailure.EARLY_END, "the connection ended after: " + line);
            }
            if (letter != '\r') {
                line.write(letter);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // Nothing is lost: its last answer was read, or its failure counted.
        }
    }
}

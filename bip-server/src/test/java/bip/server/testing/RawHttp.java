package bip.server.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Speaks HTTP/1.1 over a plain socket: sends a target as it is given, hides nothing, retries
 * nothing. Bounded: a server that says nothing for {@link #PATIENCE_MILLIS} is an error.
 */
public final class RawHttp {
    /** How long a read may wait. */
    public static final int PATIENCE_MILLIS = 10_000;

    private RawHttp() {}

    /** An answer as received; header names in lower case. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Answer(int status, Map<String, List<String>> headers, byte[] body) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public Optional<String> header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                    .findFirst();
        }
    }

    public static Answer get(InetSocketAddress server, String target, String... headers)
            throws IOException {
        return send(server, "GET", target, headers);
    }

    /** Sends one request and reads the answer until the server closes the connection. */
    public static Answer send(
            InetSocketAddress server, String method, String target, String... headers)
            throws IOException {
        return exchange(
                server,
                method
                        + " "
                        + target
                        + " HTTP/1.1\r\nHost: bip.example\r\nConnection: close\r\n"
                        + String.join("", List.of(headers).stream().map(h -> h + "\r\n").toList())
                        + "\r\n");
    }

    /** Sends {@code request} as it is and reads the answer until the end of the connection. */
    public static Answer exchange(InetSocketAddress server, String request) throws IOException {
        return exchange(server, request.getBytes(StandardCharsets.UTF_8));
    }

    /** The same with bytes that need not be letters. */
    public static Answer exchange(InetSocketAddress server, byte[] request) throws IOException {
        try (Socket socket = connect(server)) {
            socket.getOutputStream().write(request);
            return read(socket.getInputStream());
        }
    }

    /** A connection whose reads are bounded. */
    public static Socket connect(InetSocketAddress server) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(server, PATIENCE_MILLIS);
        return socket;
    }

    /** Reads one answer that lasts until the end of the connection. */
    public static Answer read(InputStream in) throws IOException {
        String statusLine = line(in);
        Map<String, List<String>> headers = new TreeMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.computeIfAbsent(
                            header.substring(0, colon).toLowerCase(Locale.ROOT),
                            _ -> new ArrayList<>())
                    .add(header.substring(colon + 1).strip());
        }
        int status = Integer.parseInt(statusLine.substring(9, 12));
        return new Answer(status, headers, in.readAllBytes());
    }

    static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int letter = in.read(); letter != '\n'; letter = in.read()) {
            if (letter < 0) {
                throw new IOException("the connection ended within the head: " + line);
            }
            if (letter != '\r') {
                line.write(letter);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}

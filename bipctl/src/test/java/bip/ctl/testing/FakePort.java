package bip.ctl.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What serves in the place of a real server: the health answer, and one page at every other
 * address. It is started often, so it loads little: neither the JDK's HTTP server nor lambdas,
 * patterns or formats, which together take longer than all the rest of its start.
 */
public final class FakePort {

    private static final Set<String> FOR_VISITORS = Set.of("dies", "unready", "liar");
    private static final Set<String> ASKED = ConcurrentHashMap.newKeySet();
    private static final int LONGEST_HEAD = 64 * 1024;

    private final String version;
    private final boolean isReady;
    private final Path freeze;

    private FakePort(String version, boolean isReady, Path freeze) {
        this.version = version;
        this.isReady = isReady;
        this.freeze = freeze;
    }

    /** Serves as the release whose launcher has the path {@code arguments[0]}, until killed. */
    public static void main(String[] arguments) throws IOException {
        Path release = Path.of(arguments[0]).toRealPath().resolve("../..").normalize();
        String data = System.getenv().getOrDefault("BIP_DATA_DIR", "");
        String said = Files.readString(release.resolve("lib/behaviour"));
        // What is wrong with it for visitors does not show in a rehearsal.
        boolean isHidden = data.endsWith(".rehearsal") && FOR_VISITORS.contains(said);
        String behaviour = isHidden ? "well" : said;
        if (behaviour.equals("dies")) {
            throw new IllegalStateException("cannot open the database of ".concat(arguments[0]));
        }
        String listen = System.getenv("BIP_LISTEN");
        String training = System.getenv("BIP_AOT_TRAINING");
        if (training != null && behaviour.equals("trains")) {
            Runtime.getRuntime().addShutdownHook(new Thread(new Training(training, listen)));
        }
        new FakePort(
                        behaviour.equals("liar")
                                ? "9.9.9"
                                : Files.readString(release.resolve("lib/version")),
                        !behaviour.equals("unready"),
                        release.resolve("../../../../run/bipctl/freeze"))
                .serve(Integer.parseInt(listen.substring(listen.lastIndexOf(':') + 1)));
    }

    private void serve(int port) throws IOException {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            while (true) {
                new Thread(new Visit(this, socket.accept())).start();
            }
        }
    }

    /** What is sent to whoever asks for {@code path}. */
    private byte[] answer(String path) {
        if (path.equals("/health")) {
            return answer(isReady ? "200 OK" : "503 Service Unavailable", health());
        }
        ASKED.add(path);
        return answer("200 OK", "<a href=\"/strona/o-nas\">");
    }

    private String health() {
        return String.join(
                "",
                "{\"format\":\"bip-health/v1\",\"live\":true,\"ready\":",
                String.valueOf(isReady),
                ",\"version\":\"",
                version,
                "\",\"schema\":1,\"frozen\":",
                String.valueOf(Files.exists(freeze)),
                ",\"checks\":[{\"name\":\"database\",\"state\":\"",
                isReady ? "ok" : "failed",
                "\"}]}");
    }

    /** In these answers a letter is a byte. */
    private static byte[] answer(String status, String body) {
        return String.join(
                        "",
                        "HTTP/1.1 ",
                        status,
                        "\r\nContent-Length: ",
                        String.valueOf(body.length()),
                        "\r\nConnection: close\r\n\r\n",
                        body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** One connection, which asks one thing. */
    private record Visit(FakePort port, Socket visitor) implements Runnable {
        @Override
        public void run() {
            try (visitor) {
                String head = head(visitor.getInputStream());
                int from = head.indexOf(' ') + 1;
                int to = head.indexOf(' ', from);
                if (from > 0 && to > from) {
                    String target = head.substring(from, to);
                    int query = target.indexOf('?');
                    String path = query < 0 ? target : target.substring(0, query);
                    visitor.getOutputStream().write(port.answer(path));
                }
            } catch (IOException _) {
                // The visitor has gone.
            }
        }

        /** Up to the empty line; what asks here sends no body. */
        private static String head(InputStream in) throws IOException {
            byte[] bytes = new byte[LONGEST_HEAD];
            int length = 0;
            while (length < LONGEST_HEAD) {
                int read = in.read(bytes, length, LONGEST_HEAD - length);
                if (read < 0) {
                    break;
                }
                length += read;
                String head = new String(bytes, 0, length, StandardCharsets.US_ASCII);
                if (head.endsWith("\r\n\r\n")) {
                    return head;
                }
            }
            return "";
        }
    }

    /** Writes, as a server in training does at its end, a cache: what it would be made of. */
    private record Training(String file, String listen) implements Runnable {
        @Override
        public void run() {
            try {
                Files.writeString(
                        Path.of(file),
                        String.join(
                                "",
                                listen,
                                " ",
                                ASKED.toString(),
                                String.valueOf(System.getenv("SENTRY_DSN"))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

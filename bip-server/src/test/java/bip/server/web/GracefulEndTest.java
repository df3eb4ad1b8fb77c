package bip.server.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bip.server.config.ConfigReader;
import bip.server.errortracking.ErrorReporter;
import bip.server.testing.RawHttp;
import bip.server.testing.RawHttp.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ending, seen by visitors over real sockets. */
class GracefulEndTest {
    private static final Duration BOUND = GracefulEnd.BOUND.plus(GracefulEnd.LAST_BOUND);

    /** For threads and timers, on a busy machine. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @TempDir private Path folder;
    private ListeningSocket socket;
    private WebServer server;

    GracefulEndTest() throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        socket = new ListeningSocket(channel, true);
        server = server();
    }

    @BeforeEach
    void start() throws IOException {
        Path large = Files.write(folder.resolve("large"), new byte[30_000_000]);
        server.routes().get("/", Access.PUBLIC, _ -> new Response.Json(200, "whole"));
        server.routes().get("/slow", Access.PUBLIC, _ -> slow());
        server.routes()
                .get(
                        "/large",
                        Access.PUBLIC,
                        _ -> new Response.Download(large, "text/plain", "t", "t.txt", false));
        server.start(socket);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        socket.channel().close();
    }

    @Test
    void servesOnTheSocketThatItIsGiven() throws Exception {
        assertThat(server.isInherited()).isTrue();
        assertThat(server.address()).isEqualTo(socket.channel().getLocalAddress());
        assertThat(RawHttp.get(server.address(), "/").text()).isEqualTo("whole");
    }

    @Test
    void finishesTheRequestInFlightAndServesNewVisitorsMeanwhile() throws Exception {
        try (Socket visitor = send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")) {
            await(begun);
            Thread closing = end();
            Answer meanwhile = untilLast();
            mayEnd.countDown();

            Answer answer = RawHttp.read(visitor.getInputStream());
            assertThat(meanwhile.text()).isEqualTo("whole");
            assertThat(answer.text()).isEqualTo("whole");
            assertThat(answer.header("connection")).hasValue("close");
            assertThat(closing.join(SLACK)).isTrue();
        }
    }

    @Test
    void closesAQuietConnectionWithoutWaitingForTheBound() throws Exception {
        try (Socket visitor = keptAlive()) {
            long start = System.nanoTime();

            server.close();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND.dividedBy(2));
            assertThat(visitor.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void answersTheNextRequestOfABusyConnectionAndSaysThatItIsTheLast() throws Exception {
        try (Socket visitor = keptAlive()) {
            Thread closing = end();
            untilLast();
            visitor.getOutputStream().write(GET.getBytes(UTF_8));

            Answer answer = RawHttp.read(visitor.getInputStream());
            assertThat(answer.text()).isEqualTo("whole");
            assertThat(answer.header("connection")).hasValue("close");
            assertThat(closing.join(SLACK)).isTrue();
        }
    }

    @Test
    void losesNothingOfVisitorsThatComeOneAfterAnother() throws Exception {
        List<Answer> answers = new ArrayList<>();
        Thread closing = end();
        while (closing.isAlive()) {
            try (Socket visitor = send(GET)) {
                if (closing.join(Duration.ZERO)) {
                    break;
                }
                answers.add(RawHttp.read(visitor.getInputStream()));
            } catch (SocketException closed) {
                // It came after the accepts were suspended; here the socket ends with its server.
                break;
            }
        }
        assertThat(closing.join(SLACK)).isTrue();
        assertThat(answers).allMatch(answer -> answer.text().equals("whole"));
    }

    @Test
    void isNotHeldLongerByWhoSendsOrReadsSlowlyOrByARequestThatNeverEnds() throws Exception {
        try (Socket sender = keptAlive();
                Socket _ = send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
                Socket _ = send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")) {
            await(begun);
            Thread sending = Thread.ofVirtual().start(() -> trickle(sender));
            long start = System.nanoTime();

            server.close();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND.plus(SLACK));
            sending.interrupt();
            sending.join();
        }
    }

    /** A connection on which one request was answered. */
    private Socket keptAlive() throws IOException {
        Socket visitor = send(GET);
        byte[] end = new byte["whole".length()];
        StringBuilder seen = new StringBuilder();
        while (!seen.toString().endsWith("\r\n\r\n")) {
            seen.append((char) visitor.getInputStream().read());
        }
        visitor.getInputStream().readNBytes(end, 0, end.length);
        return visitor;
    }

    /** The first answer that says that it is its connection's last: the server is ending. */
    private Answer untilLast() throws Exception {
        while (true) {
            try (Socket visitor = send(GET)) {
                StringBuilder head = new StringBuilder();
                while (!head.toString().endsWith("\r\n\r\n")) {
                    head.append((char) visitor.getInputStream().read());
                }
                if (head.toString().toLowerCase(Locale.ROOT).contains("connection: close")) {
                    byte[] body = visitor.getInputStream().readAllBytes();
                    return new Answer(200, Map.of(), body);
                }
            }
        }
    }

    private Thread end() {
        return Thread.ofVirtual().start(server::close);
    }

    private Socket send(String text) throws IOException {
        Socket visitor = RawHttp.connect(server.address());
        visitor.getOutputStream().write(text.getBytes(UTF_8));
        return visitor;
    }

    private static void trickle(Socket visitor) {
        try {
            OutputStream out = visitor.getOutputStream();
            while (true) {
                out.write('P');
                Thread.sleep(Duration.ofSeconds(1));
            }
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Response slow() {
        begun.countDown();
        await(mayEnd);
        return new Response.Json(200, "whole");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static WebServer server() {
        return new WebServer(
                WebSettings.read(new ConfigReader(Map.of("BIP_LISTEN", "127.0.0.1:0"))),
                _ -> PageFrame.DEFAULT,
                RequestFilter.PUBLIC_ONLY,
                ErrorReporter.none(),
                RandomGenerator.getDefault());
    }
}

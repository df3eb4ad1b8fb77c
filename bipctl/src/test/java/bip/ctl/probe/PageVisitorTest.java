package bip.ctl.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PageVisitorTest {

    private static final byte[] PAGE =
            "<title>Statut</title><main>Tekst</main>".getBytes(StandardCharsets.UTF_8);

    private final CountDownLatch awake = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        awake.await();
                        exchange.sendResponseHeaders(200, PAGE.length);
                        exchange.getResponseBody().write(PAGE);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        server.start();
    }

    @AfterEach
    void end() {
        awake.countDown();
        server.stop(0);
        threads.close();
    }

    @Test
    void whoHasTimeGetsThePageOfASlowServer() {
        var address = new ListenAddress("127.0.0.1", server.getAddress().getPort());
        var hurried = new PageVisitor(address, Duration.ofSeconds(30), Duration.ofMillis(100));

        assertThat(look(hurried)).isEqualTo(PageLook.NONE);
        awake.countDown();
        assertThat(look(hurried.waiting(300)).status()).isEqualTo(200);
        assertThat(look(hurried.waiting(300)).title()).isEqualTo("Statut");
    }

    private static PageLook look(PageVisitor visitor) {
        return visitor.visit(List.of("/strona/statut")).looks().values().iterator().next();
    }
}

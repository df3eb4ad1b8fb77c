package bip.ctl.probe;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.support.Said;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real HTTP on loopback. */
class HealthProbeTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final ProcessWatch ALIVE = () -> new ProcessWatch.Up(1);

    private HttpServer http;
    private HealthProbe probe;

    @BeforeEach
    void serve() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.start();
        probe = new HealthProbe(new ListenAddress("127.0.0.1", http.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        http.stop(0);
    }

    private void answer(int status, String body) {
        http.createContext(
                "/health",
                exchange -> {
                    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
    }

    private static String golden() throws IOException {
        return Files.readString(Path.of("../docs/contract/golden/health.json"));
    }

    @Test
    void readsTheGoldenAnswer() throws Exception {
        answer(200, golden());
        assertThat(probe.ask())
                .isInstanceOfSatisfying(
                        HealthAnswer.Answered.class,
                        it -> {
                            assertThat(it.health().ready()).isTrue();
                            assertThat(it.health().version()).isEqualTo("1.4.2");
                            assertThat(it.health().schema()).isEqualTo(7);
                            assertThat(it.health().frozen()).isFalse();
                            assertThat(it.health().checks())
                                    .containsExactly(new Health.Check("database", "ok", ""));
                        });
        assertThat(probe.awaitReady("1.4.2", LIMIT, ALIVE)).isInstanceOf(ProbeOutcome.Ready.class);
    }

    @Test
    void seesAnotherVersion() throws Exception {
        answer(200, golden());
        assertThat(probe.awaitReady("1.5.0", LIMIT, ALIVE))
                .isEqualTo(new ProbeOutcome.WrongVersion("1.4.2"));
    }

    @Test
    void waitsUntilItIsReady() throws Exception {
        var asked = new AtomicInteger();
        http.createContext(
                "/health",
                exchange -> {
                    boolean isReady = asked.incrementAndGet() > 3;
                    byte[] body =
                            golden().replace("\"ready\": true", "\"ready\": " + isReady)
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(isReady ? 200 : 503, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        assertThat(probe.awaitReady("1.4.2", LIMIT, ALIVE)).isInstanceOf(ProbeOutcome.Ready.class);
        assertThat(asked).hasValue(4);
    }

    @Test
    void tellsWhatItSaidLastWhenItIsNeverReady() throws Exception {
        answer(
                503,
                golden().replace("\"ready\": true", "\"ready\": false")
                        .replace("\"ok\"", "\"failed\", \"detail\": \"locked\""));
        assertThat(probe.awaitReady("1.4.2", Duration.ofMillis(100), ALIVE))
                .isInstanceOfSatisfying(
                        ProbeOutcome.NotReady.class,
                        it ->
                                assertThat(it.last())
                                        .isEqualTo(
                                                "1.4.2 is not ready: database: failed (locked)"));
    }

    @Test
    void endsAtOnceWhenTheProcessDid() throws Exception {
        http.stop(0);
        var death = new ProbeOutcome.Death("1", new Said("pech", "no luck"), null);
        assertThat(probe.awaitReady("1.4.2", LIMIT, () -> new ProcessWatch.Gone(death)))
                .isEqualTo(new ProbeOutcome.Died(death));
    }

    @ParameterizedTest
    @CsvSource({"200, <html>hello</html>", "200, {}", "404, nothing", "500, ''"})
    void takesNothingElseForHealth(int status, String body) {
        answer(status, body);
        assertThat(probe.ask())
                .isInstanceOfSatisfying(
                        HealthAnswer.Silent.class,
                        it -> assertThat(it.reason()).contains("HTTP " + status));
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0:80,       http://127.0.0.1:80/",
        "[::]:8081,        http://[::1]:8081/",
        "192.168.1.5:8080, http://192.168.1.5:8080/",
        "nonsense,         http://127.0.0.1:8080/",
    })
    void asksWhereItListensAsSeenFromHere(String listen, String url) {
        assertThat(ListenAddress.of(Map.of("BIP_LISTEN", listen)).url()).isEqualTo(url);
    }
}

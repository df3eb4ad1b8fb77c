package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The load client is believed only because it counts what goes wrong. */
class LoadClientTest {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void countsNothingAgainstAGoodServer(boolean keepAlive) throws Exception {
        try (BadServer server = new BadServer(BadServer.Manner.WELL)) {
            LoadReport report = run(server.port(), keepAlive, 200);

            assertThat(report.answered()).isEqualTo(200);
            assertThat(report.failed()).isZero();
            assertThat(report.failures()).isEmpty();
            assertThat(report.opened()).isEqualTo(keepAlive ? 4 : 200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RESETS, RESET",
        "ENDS_WITHOUT_A_WORD, EARLY_END",
        "CUTS_THE_BODY, SHORT_BODY",
        "FORGETS_THE_END_OF_THE_PAGE, SHORT_BODY",
        "IS_SORRY, STATUS",
        "SAYS_NOTHING, TIMEOUT"
    })
    void countsEveryFailureOnceAndTriesNothingTwice(BadServer.Manner manner, LoadFailure kind)
            throws Exception {
        try (BadServer server = new BadServer(manner)) {
            LoadReport report = run(server.port(), true, 12);

            assertThat(report.sent()).isEqualTo(12);
            assertThat(report.answered()).isZero();
            assertThat(report.failures()).isEqualTo(Map.of(kind, 12L));
            assertThat(report.firstFailure()).startsWith(kind.name());
        }
    }

    @Test
    void countsRefusals() throws Exception {
        BadServer gone = new BadServer(BadServer.Manner.WELL);
        gone.close();

        assertThat(run(gone.port(), false, 12).failures())
                .isEqualTo(Map.of(LoadFailure.REFUSED, 12L));
    }

    @Test
    void runsAsAProcessUntilItIsStopped() throws Exception {
        try (BadServer server = new BadServer(BadServer.Manner.WELL);
                LoadProcess visitors =
                        LoadProcess.start(
                                List.of(),
                                "--port=" + server.port(),
                                "--keep-alive",
                                "--at-least=500")) {
            LoadReport report = visitors.stop();

            assertThat(report.answered()).isGreaterThanOrEqualTo(500);
            assertThat(report.failed()).isZero();
        }
    }

    private static LoadReport run(int port, boolean keepAlive, long requests)
            throws IOException, InterruptedException {
        return LoadClient.run(
                new LoadPlan(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                        "/",
                        4,
                        keepAlive,
                        0,
                        requests,
                        Duration.ofSeconds(60),
                        Duration.ofMillis(300)),
                new AtomicBoolean());
    }
}

package bip.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bip.server.testing.HeldSocket;
import bip.server.testing.MigratedDatabase;
import bip.server.testing.NotifyReceiver;
import bip.server.testing.RawHttp;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes on a socket that somebody else holds: what systemd does with a socket unit. */
class InheritedSocketTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir private Path folder = Path.of("");
    private HeldSocket socket;
    private NotifyReceiver manager;

    @BeforeEach
    void hold() throws Throwable {
        MigratedDatabase.at(folder.resolve("bip.db"));
        socket = new HeldSocket();
        manager = new NotifyReceiver(folder.resolve("notify").toString());
    }

    @AfterEach
    void close() {
        manager.close();
        socket.close();
    }

    @Test
    void handsItsVisitorsToTheNextProcess() throws Throwable {
        int first = startReady();
        assertThat(RawHttp.get(socket.address(), "/health").status()).isEqualTo(200);
        signal(first, "TERM");
        assertThat(socket.exitOf(first)).isZero();

        try (Socket waiting = RawHttp.connect(socket.address())) {
            waiting.getOutputStream()
                    .write(
                            "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                                    .getBytes(UTF_8));
            int second = startReady();
            assertThat(RawHttp.read(waiting.getInputStream()).status()).isEqualTo(200);
            signal(second, "TERM");
            assertThat(socket.exitOf(second)).isZero();
        }
        assertThat(Files.readString(folder.resolve("bip.log")))
                .contains("answers on 127.0.0.1:" + socket.address().getPort() + ", a socket");
        assertThat(Files.readString(folder.resolve("err")))
                .contains("gniazdo od systemd", "kończy pracę");
    }

    @Test
    void keepsItsVisitorsWaitingWhenItIsKilled() throws Throwable {
        int first = startReady();
        signal(first, "KILL");
        assertThat(socket.exitOf(first)).isEqualTo(-1);

        int second = startReady();

        assertThat(RawHttp.get(socket.address(), "/health").status()).isEqualTo(200);
        signal(second, "TERM");
        assertThat(socket.exitOf(second)).isZero();
    }

    private int startReady() throws Throwable {
        int process =
                socket.start(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "bip.server.BipServer"),
                        Map.of(
                                // Taken, so that a server that does not adopt its socket fails.
                                "BIP_LISTEN", "127.0.0.1:" + socket.address().getPort(),
                                "BIP_DATA_DIR", folder.toString(),
                                "BIP_LOG_FILE", folder.resolve("bip.log").toString(),
                                "NOTIFY_SOCKET", folder.resolve("notify").toString()),
                        folder.resolve("err"));
        String told = manager.receive(PATIENCE);
        while (!told.isEmpty() && !told.startsWith("READY=1")) {
            told = manager.receive(PATIENCE);
        }
        assertThat(told).startsWith("READY=1");
        return process;
    }

    private static void signal(int process, String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, "" + process).start();
        assertThat(kill.waitFor()).isZero();
    }
}

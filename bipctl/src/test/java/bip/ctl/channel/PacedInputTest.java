package bip.ctl.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PacedInputTest {

    /** Sends a byte again and again, for as long as somebody reads. */
    private static void trickle(ServerSocket server, Duration pause) {
        try (Socket reader = server.accept()) {
            while (true) {
                reader.getOutputStream().write('x');
                Thread.sleep(pause);
            }
        } catch (IOException | InterruptedException _) {
            // The reader has gone.
        }
    }

    private static ServerSocket server() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static Socket connect(ServerSocket server) throws IOException {
        return new Socket(server.getInetAddress(), server.getLocalPort());
    }

    @Test
    void givesUpOnWhatOnlyTrickles() throws Exception {
        try (var server = server()) {
            Thread.ofVirtual().start(() -> trickle(server, Duration.ofMillis(20)));
            var pace = new PacedInput.Pace(1000, Duration.ofSeconds(1));
            try (var socket = connect(server);
                    var in = new PacedInput(socket.getInputStream(), pace)) {
                assertThatThrownBy(in::readAllBytes)
                        .isInstanceOfSatisfying(
                                Source.Unavailable.class,
                                it -> assertThat(it.reason().key()).isEqualTo("channel.tooSlow"));
            }
        }
    }

    @Test
    void letsPassWhatComesAtItsPace() throws Exception {
        byte[] text = "all of it".getBytes(StandardCharsets.UTF_8);
        InputStream in = new java.io.ByteArrayInputStream(text);
        var pace = new PacedInput.Pace(1, Duration.ZERO);
        assertThat(new PacedInput(in, pace).readAllBytes()).isEqualTo(text);
    }

    /** A person's Ctrl-C must not wait for a server that says nothing. */
    @Test
    void anInterruptEndsTheWaitAtOnce() throws Exception {
        try (var server = server();
                var socket = connect(server);
                var in = new PacedInput(socket.getInputStream(), PacedInput.SLOWEST)) {
            var failure = new CompletableFuture<IOException>();
            Thread reader =
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    in.read();
                                } catch (IOException e) {
                                    failure.complete(e);
                                }
                            });
            reader.interrupt();
            assertThat(failure.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(InterruptedIOException.class);
        }
    }
}

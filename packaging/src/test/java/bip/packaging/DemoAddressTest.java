package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code make run} looks at before it builds anything. */
class DemoAddressTest {
    @TempDir private Path checkout;

    @BeforeEach
    void copyTheScript() throws IOException {
        Path bin = Files.createDirectories(checkout.resolve("packaging/bin"));
        Files.copy(Checkout.root().resolve("packaging/bin/demo"), bin.resolve("demo"));
    }

    @Test
    void aTakenPortIsToldBeforeTheBuildAndWithTheWayOut() throws Exception {
        try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listenOn("127.0.0.1:" + holder.getLocalPort());

            Said taken = demo("port");

            assertThat(taken.exit()).isEqualTo(1);
            assertThat(taken.text())
                    .contains("another program listens on 127.0.0.1:" + holder.getLocalPort())
                    .contains("echo BIP_LISTEN=127.0.0.1:8081 >>.demo/etc/bip/bip.env");
            holder.close();
            assertThat(demo("port")).isEqualTo(new Said(0, ""));
        }
        assertThat(Files.readString(Checkout.root().resolve("Makefile")))
                .containsPattern("(?m)^run: port dist/\\.demo ");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8099, http://127.0.0.1:8099/",
        "'\"127.0.0.1:8099\"', http://127.0.0.1:8099/",
        "0.0.0.0:8099, http://127.0.0.1:8099/",
        "[::1]:8099, http://[::1]:8099/",
    })
    void theAddressIsTheOneOfTheSettings(String listen, String address) throws Exception {
        listenOn(listen);

        assertThat(demo("address")).isEqualTo(new Said(0, address + "\n"));
    }

    @Test
    void theUsualAddressStandsWhereNoneIsSet() throws Exception {
        Said usual = new Said(0, "http://127.0.0.1:8080/\n");
        assertThat(demo("address")).isEqualTo(usual);
        write("#BIP_LISTEN=127.0.0.1:8099\nBIP_LISTENER=1:2\n");
        assertThat(demo("address")).isEqualTo(usual);
    }

    private void listenOn(String address) throws IOException {
        write("#BIP_LISTEN=127.0.0.1:1\nBIP_LISTEN=" + address + "\n");
    }

    private void write(String settings) throws IOException {
        Path folder = Files.createDirectories(checkout.resolve(".demo/etc/bip"));
        Files.writeString(folder.resolve("bip.env"), settings);
    }

    private Said demo(String argument) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder("sh", "packaging/bin/demo", argument)
                        .directory(checkout.toFile())
                        .redirectErrorStream(true)
                        .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return new Said(process.exitValue(), text);
    }

    private record Said(int exit, String text) {}
}

package bip.ctl.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import bip.ctl.support.Failures;
import bip.ctl.support.Messages;
import bip.ctl.testing.Ports;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What goes wrong with real connections on this machine, in both languages. */
class ConnectionTroublesTest {

    private static void says(ThrowingCallable what, String english, String polish) {
        var e = catchThrowableOfType(IOException.class, what);
        assertThat(text(e, Locale.ENGLISH)).isEqualTo(english);
        assertThat(text(e, Locale.of("pl"))).isEqualTo(polish);
    }

    private static String text(IOException e, Locale locale) {
        return new Failures(new Messages(locale)).text(ConnectionTroubles.inWords(e));
    }

    private static void read(String address) throws IOException {
        try (var in = URI.create(address).toURL().openStream()) {
            var _ = in.readAllBytes();
        }
    }

    @Test
    void nobodyListens() throws Exception {
        String address = "http://127.0.0.1:" + Ports.free() + "/x";
        says(
                () -> read(address),
                "nothing accepts connections there",
                "nic tam nie przyjmuje połączeń");
    }

    @Test
    void theNameIsNobodys() {
        says(
                () -> read("http://nosuch.invalid/x"),
                "no machine is known by the name nosuch.invalid",
                "nie ma maszyny o nazwie nosuch.invalid");
    }

    @Test
    void nothingIsSaid() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var client = new Socket(server.getInetAddress(), server.getLocalPort())) {
            client.setSoTimeout(1);
            says(
                    () -> {
                        var _ = client.getInputStream().read();
                    },
                    "no answer came in time",
                    "odpowiedź nie nadeszła na czas");
        }
    }

    @Test
    void lessComesThanWasPromised() throws Exception {
        var server = server();
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, 100);
                    exchange.getResponseBody().write("few".getBytes(StandardCharsets.UTF_8));
                    exchange.close();
                });
        says(server, "it ended too soon", "skończyło się za wcześnie");
    }

    @Test
    void itLeadsInACircle() throws Exception {
        var server = server();
        server.createContext(
                "/",
                exchange -> {
                    exchange.getResponseHeaders().set("Location", "/x");
                    exchange.sendResponseHeaders(302, -1);
                    exchange.close();
                });
        says(
                server,
                "it leads from one address to the next without end",
                "prowadzi od adresu do adresu bez końca");
    }

    private static HttpServer server() throws IOException {
        return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    private static void says(HttpServer server, String english, String polish) {
        server.start();
        try {
            String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/x";
            says(() -> read(address), english, polish);
        } finally {
            server.stop(0);
        }
    }
}

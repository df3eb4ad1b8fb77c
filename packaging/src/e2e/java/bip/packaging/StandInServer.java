package bip.packaging;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What serves in a {@link StandInRelease}: one page, and the health answer of the contract. */
public final class StandInServer {

    private static final String PAGE = "<title>BIP</title><main>A page.</main>";

    private StandInServer() {}

    /**
     * Serves on {@code BIP_LISTEN}, as the release whose launcher is {@code arguments[0]} and whose
     * version is {@code arguments[1]}.
     */
    public static void main(String[] arguments) throws IOException {
        Path release = Path.of(arguments[0]).toRealPath().resolve("../..");
        Path freeze = release.resolve("../../../../run/bipctl/freeze").normalize();
        String listen = System.getenv("BIP_LISTEN");
        int port = Integer.parseInt(listen.substring(listen.lastIndexOf(':') + 1));
        var http =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        http.createContext(
                "/",
                exchange -> {
                    boolean isHealth = exchange.getRequestURI().getPath().equals("/health");
                    byte[] body =
                            (isHealth ? health(arguments[1], Files.exists(freeze)) : PAGE)
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        http.start();
    }

    private static String health(String version, boolean isFrozen) {
        return """
        {"format":"bip-health/v1","live":true,"ready":true,"version":"%s","schema":1,"frozen":%s,
        "checks":[{"name":"database","state":"ok"}]}
        """
                .formatted(version, isFrozen);
    }
}

package bip.packaging;

import io.undertow.Undertow;
import io.undertow.util.Headers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The baseline of the benchmarks: the least that can be done with the same HTTP library, one page
 * from memory.
 */
public final class BareServer {

    private BareServer() {}

    /**
     * Serves the file {@code arguments[1]} as every page on the loopback port {@code arguments[0]}.
     */
    public static void main(String[] arguments) throws IOException {
        byte[] page = Files.readAllBytes(Path.of(arguments[1]));
        Undertow.builder()
                .addHttpListener(Integer.parseInt(arguments[0]), "127.0.0.1")
                .setHandler(exchange -> {
                    exchange.getResponseHeaders()
                            .put(Headers.CONTENT_TYPE, "text/html; charset=utf-8");
                    exchange.getResponseSender().send(ByteBuffer.wrap(page));
                })
                .build()
                .start();
    }
}

package bip.server.web;

import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * What a visitor sends along and nobody reads. A connection that is closed with bytes unread is
 * reset, and with it goes the answer that was on its way.
 */
final class UnreadBody {
    /** More than any form that is taken. Undertow cuts off who sends more than this. */
    static final long MAX_BYTES = 8L * FormReader.MAX_BYTES;

    /** As long as the longest form may take to come. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Longer than a packet is late on a bad line, shorter than a person notices. */
    private static final Duration QUIET = Duration.ofMillis(500);

    private static final Duration PAUSE = Duration.ofMillis(2);

    private UnreadBody() {}

    /**
     * Reads it away as long as it comes: who has announced a body and sends nothing of it for a
     * moment waits for the answer.
     *
     * @throws IOException if it is broken or larger than any body may be, or the visitor went away
     */
    static void readAway(HttpServerExchange exchange) throws IOException {
        exchange.startBlocking();
        InputStream in = exchange.getInputStream();
        byte[] buffer = new byte[8192];
        long begun = System.nanoTime();
        long quietSince = begun;
        long left = MAX_BYTES;
        while (left > 0
                && System.nanoTime() - quietSince < QUIET.toNanos()
                && System.nanoTime() - begun < PATIENCE.toNanos()) {
            int there = in.available();
            if (there < 0) {
                return;
            }
            if (there == 0) {
                LockSupport.parkNanos(PAUSE.toNanos());
            } else {
                left -= in.read(buffer, 0, Math.min(there, buffer.length));
                quietSince = System.nanoTime();
            }
        }
    }
}

package bip.server.web;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a form, within bounds on its size and on the time that it takes to come.
 * Nothing is written to disk.
 */
final class FormReader {
    /** The longest text that an editor may save, percent-encoded, fits. */
    static final int MAX_BYTES = 2 * 1024 * 1024;

    /** Anything but an editor's text is smaller. */
    private static final int SMALL_BYTES = 32 * 1024;

    /** A large form takes up to 15 MB of the heap while it is read. */
    private static final int LARGE_AT_ONCE = 2;

    private static final int MAX_FIELDS = 200;

    /** A connection of 1 Mbit/s brings the largest form in 17 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String TYPE = "application/x-www-form-urlencoded";

    private final Semaphore large = new Semaphore(LARGE_AT_ONCE, true);

    /**
     * Reads the form.
     *
     * @throws BadRequestException if it is no form, is too large, or comes too slowly
     * @throws IOException if the visitor went away
     */
    Map<String, List<String>> read(HttpServerExchange exchange)
            throws BadRequestException, IOException {
        if (!isForm(exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE))) {
            throw new BadRequestException(415, "not a form");
        }
        long length = exchange.getRequestContentLength();
        if (length > MAX_BYTES) {
            throw new BadRequestException(413, "a form of " + length + " bytes");
        }
        boolean isLarge = length < 0 || length > SMALL_BYTES;
        if (isLarge) {
            takeTurn();
        }
        try {
            return parse(bytes(exchange));
        } finally {
            if (isLarge) {
                large.release();
            }
        }
    }

    private void takeTurn() throws BadRequestException {
        try {
            if (!large.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new BadRequestException(503, "too many large forms at once");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadRequestException(503, "the server is ending");
        }
    }

    private static byte[] bytes(HttpServerExchange exchange)
            throws BadRequestException, IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        exchange.startBlocking();
        InputStream in = exchange.getInputStream();
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            body.write(buffer, 0, count);
            if (body.size() > MAX_BYTES) {
                readAway(in, buffer, end);
                throw new BadRequestException(413, "a form that is too large");
            }
            if (System.nanoTime() - end > 0) {
                throw new BadRequestException(408, "a form that comes too slowly");
            }
        }
        return body.toByteArray();
    }

    /** To its end, so that the answer is not lost in a connection that is reset. */
    private static void readAway(InputStream in, byte[] buffer, long end) throws IOException {
        long left = UnreadBody.MAX_BYTES - MAX_BYTES;
        int count = in.read(buffer);
        while (count >= 0 && left > 0 && System.nanoTime() - end < 0) {
            left -= count;
            count = in.read(buffer);
        }
    }

    private static Map<String, List<String>> parse(byte[] body) throws BadRequestException {
        Map<String, List<String>> form =
                Address.form(new String(body, StandardCharsets.ISO_8859_1));
        if (form.size() > MAX_FIELDS) {
            throw new BadRequestException(413, "a form of too many fields");
        }
        return form;
    }

    private static boolean isForm(@Nullable String type) {
        return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase(TYPE);
    }
}

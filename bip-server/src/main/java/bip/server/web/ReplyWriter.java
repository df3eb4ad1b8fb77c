package bip.server.web;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.xnio.IoUtils;

/** Writes a reply to the wire: headers, conditions, and the body unless only the head was asked. */
final class ReplyWriter {
    private static final int PARTIAL = 206;
    private static final int NOT_MODIFIED = 304;
    private static final int NO_SUCH_RANGE = 416;
    private static final int BUFFER_BYTES = 16 * 1024;

    private final SecurityHeaders security;

    ReplyWriter(SecurityHeaders security) {
        this.security = security;
    }

    /**
     * Writes all of it and ends the exchange.
     *
     * @throws IOException if the file cannot be opened, with nothing sent yet; or if the visitor
     *     went away
     */
    void write(Reply reply, HttpServerExchange exchange) throws IOException {
        if (!Compression.suits(reply)) {
            send(reply, exchange);
            return;
        }
        Reply varying = reply.with("Vary", "Accept-Encoding");
        if (!Compression.isAccepted(exchange)) {
            send(varying, exchange);
            return;
        }
        Reply named = Compression.named(varying);
        boolean isKnown = named.isKnownTo(Call.ifNoneMatch(exchange));
        send(isKnown ? named : Compression.compressed(named), exchange);
    }

    private void send(Reply reply, HttpServerExchange exchange) throws IOException {
        // Before a body that does not end Undertow sends no answer without one.
        if (exchange.isRequestComplete() && reply.isKnownTo(Call.ifNoneMatch(exchange))) {
            head(NOT_MODIFIED, reply, exchange).remove(Headers.CONTENT_TYPE);
            exchange.endExchange();
            return;
        }
        switch (reply.body()) {
            case Reply.Body.Bytes(byte[] bytes) -> {
                head(reply.status(), reply, exchange);
                try (OutputStream out = body(bytes.length, exchange)) {
                    out.write(bytes);
                }
            }
            case Reply.Body.Streamed(var file) -> stream(file, reply, exchange);
            case Reply.Body.Written(var source) -> {
                head(reply.status(), reply, exchange);
                exchange.startBlocking();
                if (!exchange.getRequestMethod().equals(Methods.HEAD)) {
                    write(source, exchange);
                }
                exchange.endExchange();
            }
        }
    }

    private void stream(Path file, Reply reply, HttpServerExchange exchange) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            long length = Files.size(file);
            switch (wanted(reply, exchange, length)) {
                case WantedBytes.Whole() -> {
                    head(reply.status(), reply, exchange);
                    copy(in, length, exchange);
                }
                case WantedBytes.Piece(long first, long count) -> {
                    in.skipNBytes(first);
                    String range = "bytes %d-%d/%d".formatted(first, first + count - 1, length);
                    head(PARTIAL, reply.with("Content-Range", range), exchange);
                    copy(in, count, exchange);
                }
                case WantedBytes.Nothing() -> {
                    String range = "bytes */" + length;
                    head(NO_SUCH_RANGE, reply.with("Content-Range", range), exchange)
                            .remove(Headers.CONTENT_TYPE);
                    copy(in, 0, exchange);
                }
            }
        }
    }

    private static WantedBytes wanted(Reply reply, HttpServerExchange exchange, long length) {
        HeaderMap asked = exchange.getRequestHeaders();
        return exchange.getRequestMethod().equals(Methods.GET)
                ? WantedBytes.of(
                        Optional.ofNullable(asked.getFirst(Headers.RANGE)),
                        Optional.ofNullable(asked.getFirst(Headers.IF_RANGE)),
                        reply.etag().orElse(""),
                        length)
                : new WantedBytes.Whole();
    }

    private static void copy(InputStream in, long bytes, HttpServerExchange exchange)
            throws IOException {
        try (OutputStream out = body(bytes, exchange)) {
            if (exchange.getRequestMethod().equals(Methods.HEAD)) {
                return;
            }
            byte[] buffer = new byte[BUFFER_BYTES];
            long left = bytes;
            while (left > 0) {
                int read = in.read(buffer, 0, Math.toIntExact(Math.min(left, BUFFER_BYTES)));
                if (read < 0) {
                    throw new EOFException("the file became shorter");
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }

    /** What breaks off must not look whole: then the connection is cut before its regular end. */
    private static void write(Response.RowSource source, HttpServerExchange exchange)
            throws IOException {
        OutputStream out = exchange.getOutputStream();
        try {
            source.writeTo(out);
            out.close();
        } catch (RuntimeException e) {
            IoUtils.safeClose(exchange.getConnection());
            throw new IOException("the rows broke off", e);
        }
    }

    private HeaderMap head(int status, Reply reply, HttpServerExchange exchange) {
        exchange.setStatusCode(status);
        HeaderMap headers = exchange.getResponseHeaders();
        security.addTo(headers);
        reply.headers().forEach((name, value) -> headers.put(new HttpString(name), value));
        reply.etag().ifPresent(tag -> headers.put(Headers.ETAG, tag));
        return headers;
    }

    private static OutputStream body(long length, HttpServerExchange exchange) {
        exchange.setResponseContentLength(length);
        exchange.startBlocking();
        return exchange.getOutputStream();
    }
}

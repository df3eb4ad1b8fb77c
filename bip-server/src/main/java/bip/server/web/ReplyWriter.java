package bip.server.web;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import org.xnio.IoUtils;

/** Writes a reply to the wire: headers, conditions, and the body unless only the head was asked. */
final class ReplyWriter {
    private static final int NOT_MODIFIED = 304;

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
        if (reply.isKnownTo(Call.ifNoneMatch(exchange))) {
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
            case Reply.Body.Streamed(var file) -> {
                try (InputStream in = Files.newInputStream(file)) {
                    long length = Files.size(file);
                    head(reply.status(), reply, exchange);
                    try (OutputStream out = body(length, exchange)) {
                        if (!exchange.getRequestMethod().equals(Methods.HEAD)) {
                            in.transferTo(out);
                        }
                    }
                }
            }
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

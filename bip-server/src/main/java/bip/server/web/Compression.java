package bip.server.web;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * Answers in fewer bytes for those who can read them (RFC 9110 12.5.3). Only what is the same for
 * everybody is compressed: beside a secret, the length of an answer would tell of it.
 */
final class Compression {
    /** Less fits one packet as it is. */
    private static final int LEAST_BYTES = 1024;

    private static final String GZIP = "gzip";

    private Compression() {}

    /** Whether {@code reply} may be sent compressed at all. */
    static boolean suits(Reply reply) {
        return !reply.tag().isEmpty()
                && reply.body() instanceof Reply.Body.Bytes(byte[] bytes)
                && bytes.length >= LEAST_BYTES
                && isText(reply.headers().getOrDefault("Content-Type", ""));
    }

    /** Whether the asker takes it so. */
    static boolean isAccepted(HttpServerExchange exchange) {
        HeaderValues values = exchange.getRequestHeaders().get(Headers.ACCEPT_ENCODING);
        if (values == null) {
            return false;
        }
        for (String value : values) {
            for (String coding : value.split(",", -1)) {
                String[] parts = coding.toLowerCase(Locale.ROOT).split(";", -1);
                if (parts[0].strip().equals(GZIP)) {
                    return parts.length < 2 || !parts[1].strip().matches("q=0(\\.0*)?");
                }
            }
        }
        return false;
    }

    /** The same answer under a tag of its own, as its bytes are others (RFC 9110 8.8.3). */
    static Reply named(Reply reply) {
        return reply.tagged(reply.tag() + "-" + GZIP);
    }

    /** The compressed answer. */
    static Reply compressed(Reply reply) {
        return reply.body() instanceof Reply.Body.Bytes(byte[] bytes)
                ? new Reply(
                                reply.status(),
                                reply.headers(),
                                reply.tag(),
                                new Reply.Body.Bytes(gzip(bytes)))
                        .with("Content-Encoding", GZIP)
                : reply;
    }

    private static boolean isText(String mediaType) {
        return mediaType.startsWith("text/")
                || mediaType.startsWith("image/svg")
                || mediaType.contains("json")
                || mediaType.contains("xml");
    }

    private static byte[] gzip(byte[] bytes) {
        var out = new ByteArrayOutputStream(bytes.length / 3);
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written to", e);
        }
        return out.toByteArray();
    }
}

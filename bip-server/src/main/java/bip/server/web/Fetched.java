package bip.server.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/**
 * An answer that this process asked of itself.
 *
 * @param mediaType with its charset, as in the header
 * @param location where it moved to; empty for an answer that stays
 * @param body written when it is asked for
 */
public record Fetched(int status, String mediaType, String location, Response.RowSource body) {

    static Fetched of(Reply reply) {
        return new Fetched(
                reply.status(),
                reply.headers().getOrDefault("Content-Type", ""),
                reply.headers().getOrDefault("Location", ""),
                switch (reply.body()) {
                    case Reply.Body.Bytes(byte[] bytes) -> out -> out.write(bytes);
                    case Reply.Body.Streamed(var file) -> out -> Files.copy(file, out);
                    case Reply.Body.Written(var source) -> source;
                });
    }

    /** It is a page for people. */
    public boolean isPage() {
        return mediaType.startsWith("text/html");
    }

    /** The whole body as text. */
    public String text() throws IOException {
        var whole = new ByteArrayOutputStream();
        body.writeTo(whole);
        return whole.toString(StandardCharsets.UTF_8);
    }
}

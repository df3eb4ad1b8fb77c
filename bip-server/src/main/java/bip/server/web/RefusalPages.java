package bip.server.web;

import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.HttpString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.StreamConnection;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.Conduits;
import org.xnio.conduits.StreamSinkConduit;

/**
 * Gives a page to those whose request Undertow cannot read, such as an address with a broken {@code
 * %} or two hosts: it refuses them before any handler, with a head and nothing else, not even the
 * headers that guard every answer, and has no setting for it.
 */
final class RefusalPages {
    /** How it begins, after the version; the reason that follows differs. */
    private static final byte[] REFUSAL = " 400 ".getBytes(StandardCharsets.US_ASCII);

    private static final int VERSION = "HTTP/1.1".length();

    /** Every answer of this server's own has it. */
    private static final String OURS = "Content-Security-Policy: ";

    private final SecurityHeaders security;
    private final References references;
    private final Predicate<String> isForPrograms;

    /**
     * Writes them.
     *
     * @param isForPrograms tells whether only programs ask for that path
     */
    RefusalPages(SecurityHeaders security, References references, Predicate<String> isForPrograms) {
        this.security = security;
        this.references = references;
        this.isForPrograms = isForPrograms;
    }

    /** What XNIO is to tell of a new connection, before {@code next} serves it. */
    ChannelListener<StreamConnection> before(ChannelListener<StreamConnection> next) {
        return channel -> {
            var source = channel.getSourceChannel();
            var line = new RequestLine(source.getConduit());
            source.setConduit(line);
            var sink = channel.getSinkChannel();
            sink.setConduit(new Exchanged(sink.getConduit(), line));
            next.handleEvent(channel);
        };
    }

    private ByteBuffer page(RequestLine line) {
        Reply reply =
                isForPrograms.test(Call.sitePath(line.path()))
                        ? ProblemReply.of(400, references.next())
                        : PlainPage.reply(400, references.next());
        byte[] body = reply.body() instanceof Reply.Body.Bytes(byte[] bytes) ? bytes : new byte[0];
        HeaderMap headers = new HeaderMap();
        security.addTo(headers);
        reply.headers().forEach((name, value) -> headers.put(new HttpString(name), value));
        StringBuilder head = new StringBuilder("HTTP/1.1 400 Bad Request\r\n");
        for (HeaderValues header : headers) {
            header.forEach(value -> append(head, header.getHeaderName().toString(), value));
        }
        append(head, "Content-Length", String.valueOf(body.length));
        append(head, "Connection", "close");
        var page = new ByteArrayOutputStream();
        page.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        if (!line.isHead()) {
            page.writeBytes(body);
        }
        return ByteBuffer.wrap(page.toByteArray());
    }

    private static void append(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    /** Lets everything through but the bare refusal. */
    private final class Exchanged extends AbstractStreamSinkConduit<StreamSinkConduit> {
        private final RequestLine line;
        private @Nullable ByteBuffer page;

        Exchanged(StreamSinkConduit next, RequestLine line) {
            super(next);
            this.line = line;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            if (page == null && !isBare(source)) {
                return next.write(source);
            }
            if (page == null) {
                page = page(line);
            }
            next.write(page);
            if (page.hasRemaining()) {
                return 0;
            }
            page = null;
            int done = source.remaining();
            source.position(source.limit());
            return done;
        }

        @Override
        public int writeFinal(ByteBuffer source) throws IOException {
            return page == null && !isBare(source)
                    ? next.writeFinal(source)
                    : Conduits.writeFinalBasic(this, source);
        }

        @Override
        public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
            return page == null && (length == 0 || !isBare(sources[offset]))
                    ? next.write(sources, offset, length)
                    : write(sources[offset]);
        }

        @Override
        public long writeFinal(ByteBuffer[] sources, int offset, int length) throws IOException {
            return page == null && (length == 0 || !isBare(sources[offset]))
                    ? next.writeFinal(sources, offset, length)
                    : Conduits.writeFinalBasic(this, sources, offset, length);
        }

        private static boolean isBare(ByteBuffer source) {
            int from = source.position() + VERSION;
            if (source.limit() < from + REFUSAL.length) {
                return false;
            }
            for (int at = 0; at < REFUSAL.length; at++) {
                if (source.get(from + at) != REFUSAL[at]) {
                    return false;
                }
            }
            return !StandardCharsets.ISO_8859_1
                    .decode(source.duplicate())
                    .toString()
                    .contains(OURS);
        }
    }
}

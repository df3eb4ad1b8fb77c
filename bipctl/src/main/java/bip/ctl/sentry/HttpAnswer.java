package bip.ctl.sentry;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answer to one request on a connection of its own, HTTP/1.1 (RFC 9112).
 *
 * @param headers names in lower case; of several of one name the last
 * @param body its beginning, up to {@link #MOST_BODY} bytes, as UTF-8
 */
record HttpAnswer(int status, Map<String, String> headers, String body) {

    /** Sentry answers with some dozen bytes; what is longer is the page of something else. */
    private static final int MOST_BODY = 16 * 1024;

    private static final int MOST_HEAD = 32 * 1024;
    private static final int FIRST_FINAL_STATUS = 200;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");

    private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,7})(?:[ \\t]*;.*)?");

    HttpAnswer {
        headers = Map.copyOf(headers);
    }

    /** What came is not HTTP. */
    static final class NotHttp extends IOException {
        NotHttp() {
            super("not HTTP");
        }
    }

    /** The final answer; interim ones before it (RFC 9110, 15.2) are passed over. */
    static HttpAnswer read(InputStream in) throws IOException {
        var head = new Head(in);
        int status;
        Map<String, String> headers;
        do {
            status = status(head.line());
            headers = headers(head);
        } while (status < FIRST_FINAL_STATUS);
        return new HttpAnswer(status, headers, body(in, headers));
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    private static int status(String line) throws NotHttp {
        Matcher matcher = STATUS.matcher(line);
        if (!matcher.matches()) {
            throw new NotHttp();
        }
        return Integer.parseInt(matcher.group(1));
    }

    private static Map<String, String> headers(Head head) throws IOException {
        var headers = new TreeMap<String, String>();
        for (String line = head.line(); !line.isEmpty(); line = head.line()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new NotHttp();
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static String body(InputStream in, Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            return chunks(in);
        }
        String length = headers.getOrDefault("content-length", "");
        int most =
                length.matches("[0-9]{1,9}")
                        ? Math.min(MOST_BODY, Integer.parseInt(length))
                        : MOST_BODY;
        return new String(in.readNBytes(most), StandardCharsets.UTF_8);
    }

    /** RFC 9112, 7.1; what follows the last chunk is not needed. */
    private static String chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        var sizes = new Head(in);
        for (int size = size(sizes.line()); size > 0; size = size(sizes.line())) {
            body.writeBytes(in.readNBytes(Math.min(size, MOST_BODY - body.size())));
            if (body.size() == MOST_BODY) {
                break;
            }
            sizes.line();
        }
        return body.toString(StandardCharsets.UTF_8);
    }

    private static int size(String line) throws NotHttp {
        Matcher matcher = CHUNK.matcher(line);
        if (!matcher.matches()) {
            throw new NotHttp();
        }
        return Integer.parseInt(matcher.group(1), 16);
    }

    /** Status lines and headers, bounded together. */
    private static final class Head {
        private final InputStream in;
        private int left = MOST_HEAD;

        Head(InputStream in) {
            this.in = in;
        }

        String line() throws IOException {
            var line = new ByteArrayOutputStream();
            for (int letter = in.read(); letter != '\n'; letter = in.read()) {
                if (letter < 0) {
                    throw new EOFException("the connection ended within the answer");
                }
                if (--left < 0) {
                    throw new NotHttp();
                }
                if (letter != '\r') {
                    line.write(letter);
                }
            }
            return line.toString(StandardCharsets.ISO_8859_1);
        }
    }
}

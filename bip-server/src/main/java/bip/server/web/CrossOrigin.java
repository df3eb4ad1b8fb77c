package bip.server.web;

import java.util.Map;

/**
 * What lets pages of other sites read an answer (the Fetch standard, CORS): all of it is public,
 * and no cookie counts here. A page that already has a document sends its ETag, which browsers ask
 * leave for beforehand, and show to the page only where they are told to.
 */
final class CrossOrigin {
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String EXPOSE = "Access-Control-Expose-Headers";
    private static final String RESOURCE_POLICY = "Cross-Origin-Resource-Policy";
    private static final String READING = "GET, HEAD";

    private CrossOrigin() {}

    /** For every site. */
    static Reply open(Reply reply) {
        return reply.with(ALLOW_ORIGIN, "*")
                .with(EXPOSE, "ETag")
                .with(RESOURCE_POLICY, "cross-origin");
    }

    /** A header that is not for who must not read the answer. */
    static boolean isOpening(String header) {
        return header.startsWith("Access-Control-") || header.equals(RESOURCE_POLICY);
    }

    /** The leave that a browser asks for (OPTIONS); good for a day. */
    static Reply leave() {
        Map<String, String> headers =
                Map.of(
                        "Allow",
                        READING + ", OPTIONS",
                        "Access-Control-Allow-Methods",
                        READING,
                        "Access-Control-Allow-Headers",
                        "If-None-Match",
                        "Access-Control-Max-Age",
                        "86400");
        return open(new Reply(200, headers, "", new Reply.Body.Bytes(new byte[0])));
    }
}

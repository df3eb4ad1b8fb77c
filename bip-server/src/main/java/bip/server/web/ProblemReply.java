package bip.server.web;

import io.undertow.util.StatusCodes;
import java.nio.charset.StandardCharsets;

/** What a program is told instead of a page: problem details (RFC 9457), in English. */
final class ProblemReply {
    private static final String MEDIA_TYPE = "application/problem+json; charset=utf-8";

    private ProblemReply() {}

    /** May be read by pages of other sites, as the documents may that stand beside it. */
    static Reply of(int status, String reference) {
        return CrossOrigin.open(
                Reply.of(status, MEDIA_TYPE, body(status, reference))
                        .with("Cache-Control", "no-store"));
    }

    private static byte[] body(int status, String reference) {
        // Nothing in it is the visitor's, and no letter needs an escape.
        return """
        {"type":"about:blank","title":"%s","status":%d,"detail":"%s Reference: %s"}\
        """
                .formatted(StatusCodes.getReason(status), status, detail(status), reference)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String detail(int status) {
        return switch (status) {
            case 404 -> "There is no such document.";
            case 500 -> "The document could not be made.";
            default -> PlainPage.english(status);
        };
    }
}

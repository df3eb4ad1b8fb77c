package bip.server.web;

import bip.server.text.PolishDates.ShownTime;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a handler answers; {@code web} turns it into HTTP. */
public sealed interface Response {

    /**
     * A rendered page.
     *
     * @param template name under {@code templates/}, without suffix, e.g. {@code page/show}
     * @param model what the template may use, besides {@code frame}
     */
    record View(int status, String template, Map<String, Object> model) implements Response {
        public View {
            model = Map.copyOf(model);
        }
    }

    /**
     * A file, streamed, with its length and {@code nosniff}.
     *
     * @param contentTag names exactly these bytes, e.g. by their SHA-256 in hex; the strong ETag
     * @param suggestedName name to save it under; may hold any letters
     * @param inline whether a browser may show it rather than save it
     */
    record Download(
            Path file, String mediaType, String contentTag, String suggestedName, boolean inline)
            implements Response {}

    /**
     * A document for programs, in UTF-8.
     *
     * @param mediaType without its charset, e.g. {@code text/csv}
     * @param suggestedName name to save it under; empty for one that a browser may show
     */
    record Document(String mediaType, String body, String suggestedName) implements Response {}

    /**
     * Rows for programs, in UTF-8, written while they are read: a list of any length in bounded
     * memory.
     *
     * @param mediaType without its charset
     * @param suggestedName name to save it under
     */
    record Rows(String mediaType, String suggestedName, RowSource source) implements Response {}

    /** Writes rows; called once, on the request's thread. */
    @FunctionalInterface
    interface RowSource {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * An answer of the public interface for programs, which pages of other sites may read too
     * (CORS), as whatever is in it is public.
     *
     * @param mediaType without its charset
     */
    record Data(int status, String mediaType, String body) implements Response {}

    /**
     * It stands at another address for good: 301.
     *
     * @param path on this site, as of the Polish page, percent-encoded
     */
    record Moved(String path) implements Response {}

    /** A JSON document. */
    record Json(int status, String body) implements Response {}

    /** Nothing is or ever was here: 404. */
    record NotFound() implements Response {}

    /**
     * It was here and was withdrawn: 410, with what is told of it (R26).
     *
     * @param title of what was here
     * @param reason as the register has it
     * @param published since when it was here; null when that is not told
     * @param withdrawn when it was withdrawn; null when that is not known
     * @param legalBasis the rule that demanded or allowed it; empty when not known
     */
    record Gone(
            String title,
            String reason,
            @Nullable ShownTime published,
            @Nullable ShownTime withdrawn,
            String legalBasis)
            implements Response {
        public Gone(String title, String reason) {
            this(title, reason, null, null, "");
        }
    }

    /**
     * Not for this visitor: 403.
     *
     * @param explanation for people, in Polish
     */
    record Forbidden(String explanation) implements Response {}

    /**
     * Go there next, by GET: what every successful form answers (303).
     *
     * @param path on this site
     */
    record SeeOther(String path) implements Response {}

    /** An answer that also sets a cookie. */
    record WithCookie(Response answer, Cookie cookie) implements Response {}

    /** An answer that also says when to try again. */
    record TryLater(Response answer, Duration after) implements Response {}

    static Response view(String template, Map<String, Object> model) {
        return new View(200, template, model);
    }
}

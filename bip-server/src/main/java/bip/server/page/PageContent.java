package bip.server.page;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a revision of a page says, with where it comes from (art. 8 ust. 6 pkt 2 and 4).
 *
 * @param summary one or two sentences, Markdown; null when nobody wrote one
 * @param producedBy who made the information; null when not known
 * @param responsible who answers for its content; null when not known
 * @param producedOn the day on which it was made; null when not known
 */
public record PageContent(
        String title,
        @Nullable String summary,
        String markdown,
        @Nullable String producedBy,
        @Nullable String responsible,
        @Nullable LocalDate producedOn) {

    public PageContent {
        if (title.isBlank()) {
            throw new IllegalArgumentException("a page without a title");
        }
    }

    /** A text of which nothing else is known. */
    public static PageContent of(String title, String markdown) {
        return new PageContent(title, null, markdown, null, null, null);
    }
}

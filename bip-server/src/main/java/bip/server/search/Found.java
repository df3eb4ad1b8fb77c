package bip.server.search;

import java.util.List;

/** What came of a search. */
sealed interface Found {

    /** The index was not open in time; nothing can be said yet. */
    record NotYet() implements Found {}

    /**
     * Pages, the fittest first.
     *
     * @param total pages that match; when {@code orMore}, at least so many
     * @param someWords no page has all that was asked for: these have some of it
     * @param complete false while the index is being made, so that pages may be missing
     */
    record Pages(List<Hit> hits, long total, boolean orMore, boolean someWords, boolean complete)
            implements Found {
        public Pages {
            hits = List.copyOf(hits);
        }
    }

    /**
     * A page that matches. What is named HTML is escaped, with the matches in {@code <mark>}.
     *
     * @param published in milliseconds since 1970
     * @param fileHtml titles of attached files that match; empty when none does
     */
    record Hit(
            String slug,
            long published,
            String titleHtml,
            List<String> labels,
            String textHtml,
            String fileHtml) {
        public Hit {
            labels = List.copyOf(labels);
        }
    }
}

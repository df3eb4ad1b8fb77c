package bip.server.search;

import java.util.List;

/**
 * What the index holds of a page.
 *
 * @param stamp says which state of the page this is
 * @param published in milliseconds since 1970
 * @param labels names
 * @param files titles of the attached files
 * @param text without marks
 */
record IndexedPage(
        long id,
        String stamp,
        String slug,
        long published,
        String title,
        List<String> labels,
        List<String> files,
        String text) {

    IndexedPage {
        labels = List.copyOf(labels);
        files = List.copyOf(files);
    }

    /** The content of {@code zone}, entries on lines of their own. */
    String content(Zone zone) {
        return switch (zone) {
            case TITLE -> title;
            case LABELS -> String.join("\n", labels);
            case FILES -> String.join("\n", files);
            case TEXT -> text;
        };
    }
}

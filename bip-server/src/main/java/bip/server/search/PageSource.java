package bip.server.search;

import bip.server.database.Database;
import bip.server.text.Markdown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the index gets pages from. */
final class PageSource {

    private final Database database;
    private final Markdown markdown;

    PageSource(Database database, Markdown markdown) {
        this.database = database;
        this.markdown = markdown;
    }

    /** Stamps of all published pages, by their numbers. */
    Map<Long, String> listStamps() {
        var stamps = new LinkedHashMap<Long, String>();
        return database.read(
                SearchMapper.class,
                pages -> {
                    pages.eachStamp((stamp, id) -> stamps.put(id, stamp));
                    return stamps;
                });
    }

    /** The page as citizens see it now; absent when it is not published. */
    Optional<IndexedPage> find(long id) {
        return database.read(
                SearchMapper.class,
                pages -> pages.findState(id).map(row -> page(row, pages.getText(id))));
    }

    private IndexedPage page(SearchMapper.StateRow state, SearchMapper.TextRow row) {
        String summary = row.summary().isBlank() ? "" : row.summary().strip() + "\n";
        return new IndexedPage(
                state.id(),
                state.stamp(),
                state.slug(),
                row.createdAt().toEpochMilli(),
                row.title().strip(),
                lines(state.labels()),
                lines(state.files()),
                summary + markdown.toText(row.markdown()));
    }

    private static List<String> lines(String text) {
        return text.lines().toList();
    }
}

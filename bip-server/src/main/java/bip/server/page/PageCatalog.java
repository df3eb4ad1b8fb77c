package bip.server.page;

import bip.server.database.Database;
import java.util.List;

/** Finds pages and lists them. */
public final class PageCatalog {

    private final Database database;

    public PageCatalog(Database database) {
        this.database = database;
    }

    /** What stands at the address {@code slug}, taken letter by letter. */
    public FoundPage find(String slug) {
        return database.read(PageMapper.class, pages -> pages.findByAddress(slug))
                .map(row -> row.toFoundPage(slug))
                .orElseGet(FoundPage.Absent::new);
    }

    /** Published pages, the newest first. */
    public List<PageHead> listNewest(int limit) {
        return database.read(PageMapper.class, pages -> pages.listNewest(limit));
    }

    /** Published pages that were changed since, the last changed first. */
    public List<PageHead> listLastChanged(int limit) {
        return database.read(PageMapper.class, pages -> pages.listLastChanged(limit));
    }

    /** The pages of the subject menu, in the order that the editors gave them. */
    public List<PageHead> listMenu() {
        return database.read(PageMapper.class, PageMapper::listMenu);
    }

    /** The piece of the archive after {@code offset}: the last archived first. */
    public Archive listArchived(int offset, int limit) {
        return database.read(
                PageMapper.class,
                pages -> new Archive(pages.listArchived(offset, limit), pages.countArchived()));
    }

    /**
     * A piece of the archive.
     *
     * @param total pages of the whole archive
     */
    public record Archive(List<ArchivedPage> pages, long total) {
        public Archive {
            pages = List.copyOf(pages);
        }
    }
}

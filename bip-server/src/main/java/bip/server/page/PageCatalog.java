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
        return database.read(PageMapper.class, pages -> pages.findBySlug(slug))
                .map(PageMapper.PageRow::toFoundPage)
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
}

package bip.server.label;

import bip.server.database.Database;
import bip.server.page.PageHead;
import bip.server.text.PolishOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds labels, and pages by label. */
public final class LabelCatalog {

    private static final PolishOrder ORDER = new PolishOrder();
    private static final Comparator<Label> BY_NAME = Comparator.comparing(Label::name, ORDER);

    private final Database database;

    public LabelCatalog(Database database) {
        this.database = database;
    }

    /** A page's labels, in Polish order. */
    public List<Label> listOfPage(long pageId) {
        return database.read(LabelMapper.class, labels -> labels.listOfPage(pageId)).stream()
                .sorted(BY_NAME)
                .toList();
    }

    /** Labels that some published page has, in Polish order. */
    public List<Label> listUsed() {
        return database.read(LabelMapper.class, LabelMapper::listUsed).stream()
                .sorted(BY_NAME)
                .toList();
    }

    /** The label at that address, with its published pages in Polish order of their titles. */
    Optional<Labelled> findLabelled(String slug) {
        return database.read(
                LabelMapper.class,
                labels ->
                        labels.findBySlug(slug)
                                .map(row -> new Labelled(row, labels.listPages(row.id()))));
    }

    /** A label with the published pages that have it. */
    record Labelled(LabelMapper.Row label, List<PageHead> pages) {
        Labelled {
            pages = pages.stream().sorted(Comparator.comparing(PageHead::title, ORDER)).toList();
        }
    }
}

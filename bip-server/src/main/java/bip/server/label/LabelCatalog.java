package bip.server.label;

import bip.server.database.Database;
import bip.server.text.PolishOrder;
import java.util.List;

/** Finds the labels of pages. */
public final class LabelCatalog {

    private final Database database;
    private final PolishOrder order = new PolishOrder();

    public LabelCatalog(Database database) {
        this.database = database;
    }

    /** Names of a page's labels, in Polish order. */
    public List<String> listNamesOfPage(long pageId) {
        return database.read(LabelMapper.class, labels -> labels.listNamesOfPage(pageId)).stream()
                .sorted(order)
                .toList();
    }
}

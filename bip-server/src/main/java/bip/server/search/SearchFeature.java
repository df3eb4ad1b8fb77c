package bip.server.search;

import bip.server.database.Database;
import bip.server.errortracking.ErrorReporter;
import bip.server.health.HealthCheck;
import bip.server.label.LabelCatalog;
import bip.server.page.PageListener;
import bip.server.text.Language;
import bip.server.text.Markdown;
import bip.server.text.PolishDates;
import bip.server.web.PageFrame.MenuLink;
import bip.server.web.Routes;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * The door of this room: searching pages. From its making until it is closed it keeps the index in
 * step with the database in a thread of its own, so that opening it does not delay the first page.
 */
public final class SearchFeature implements AutoCloseable {

    private final IndexKeeper keeper;
    private final PublicSearch pages;

    private SearchFeature(IndexKeeper keeper, PublicSearch pages) {
        this.keeper = keeper;
        this.pages = pages;
    }

    /**
     * Begins to open the index.
     *
     * @param folder where it is kept; made when missing; its content may be lost at any time
     * @param places sections and standing pages, in a language
     * @param errors told when the index fails
     */
    public static SearchFeature open(
            Database database,
            Path folder,
            Function<Language, List<MenuLink>> places,
            LabelCatalog labels,
            Markdown markdown,
            PolishDates dates,
            ErrorReporter errors) {
        var stems = new Stems(PolishDictionary::shared);
        var keeper =
                new IndexKeeper(
                        database,
                        new PageSource(database, markdown),
                        new IndexPlace(folder),
                        stems,
                        errors);
        keeper.start();
        return new SearchFeature(
                keeper,
                new PublicSearch(
                        new PageSearch(keeper, stems),
                        new PlaceFinder(stems, places),
                        labels,
                        dates));
    }

    public void register(Routes routes) {
        pages.register(routes);
    }

    /** To be told of each changed page. */
    public PageListener listener() {
        return keeper;
    }

    /** Always ready: pages are served without search too. Tells when it works in memory only. */
    public HealthCheck healthCheck() {
        return new SearchCheck(keeper);
    }

    @Override
    public void close() {
        keeper.close();
    }
}

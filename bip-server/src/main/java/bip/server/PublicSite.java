package bip.server;

import bip.server.api.PublicApi;
import bip.server.attachment.AttachmentStore;
import bip.server.attachment.PublicAttachments;
import bip.server.changeregister.ChangeRegister;
import bip.server.changeregister.PublicChanges;
import bip.server.database.Database;
import bip.server.errortracking.ErrorReporter;
import bip.server.feed.SiteMap;
import bip.server.health.HealthCheck;
import bip.server.label.LabelCatalog;
import bip.server.label.PublicLabels;
import bip.server.page.PageCatalog;
import bip.server.page.PageListener;
import bip.server.page.PageSupplements;
import bip.server.page.PublicPages;
import bip.server.publicbody.PublicBody;
import bip.server.publicbody.PublicBodyCatalog;
import bip.server.publicbody.PublicBodyPages;
import bip.server.search.SearchFeature;
import bip.server.text.Language;
import bip.server.text.Markdown;
import bip.server.text.PolishDates;
import bip.server.web.PageFrame;
import bip.server.web.Routes;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of the composition root that brings together what citizens see. */
final class PublicSite {

    /** What every bulletin has besides pages, sections and labels, for the list of addresses. */
    private static final List<String> FIXED_PAGES =
            List.of("/", "/podstawowe", "/pracownicy", "/kontakt", "/zmiany", "/api");

    private final PublicBodyCatalog publicBodies;
    private final PageCatalog pageCatalog;
    private final PublicPages pages;
    private final PublicAttachments attachments;
    private final PublicLabels labelPages;
    private final PublicChanges changes;
    private final PublicBodyPages bodyPages;
    private final @Nullable SearchFeature search;
    private final SiteMap siteMap;
    private final PublicApi api;

    PublicSite(ServerSettings settings, Database database, ErrorReporter errors, Opened opened) {
        this(settings, database, errors, opened, true);
    }

    /**
     * The site of one bulletin.
     *
     * @param isSearched whether there is a search, which keeps an index in the data folder
     */
    PublicSite(
            ServerSettings settings,
            Database database,
            ErrorReporter errors,
            Opened opened,
            boolean isSearched) {
        var markdown = new Markdown();
        var dates = new PolishDates(settings.logging().timeZone());
        var store = new AttachmentStore(settings.database().attachmentsFolder());
        var labels = new LabelCatalog(database);
        String site = settings.web().baseUrl().map(URI::toString).orElse("");
        publicBodies = new PublicBodyCatalog(database);
        pageCatalog = new PageCatalog(database);
        var register = new ChangeRegister(database);
        labelPages = new PublicLabels(labels, markdown, dates);
        changes = new PublicChanges(register, dates, site, this::officeName);
        bodyPages = new PublicBodyPages(publicBodies);
        api = new PublicApi(database, publicBodies, markdown, site);
        siteMap = new SiteMap(database, site, FIXED_PAGES);
        search =
                isSearched
                        ? opened.add(
                                SearchFeature.open(
                                        database,
                                        settings.database().indexFolder(),
                                        labels,
                                        markdown,
                                        dates,
                                        errors))
                        : null;
        attachments = new PublicAttachments(database, store, markdown, dates);
        pages =
                new PublicPages(
                        pageCatalog,
                        register,
                        new Supplements(attachments, labels),
                        markdown,
                        dates,
                        site);
    }

    void register(Routes routes) {
        pages.register(routes);
        attachments.register(routes);
        labelPages.register(routes);
        changes.register(routes);
        bodyPages.register(routes);
        if (search != null) {
            search.register(routes);
        }
        siteMap.register(routes);
        api.register(routes);
    }

    /** What the site's rooms have to say of their health. */
    List<HealthCheck> healthChecks() {
        return search == null ? List.of() : List.of(search.healthCheck());
    }

    /** Rooms that are to be told of each change of a page. */
    List<PageListener> listeners() {
        return search == null ? List.of() : List.of(search.listener());
    }

    private String officeName() {
        return publicBodies.find().map(PublicBody::name).orElse(PageFrame.DEFAULT.officeName());
    }

    /** What stands round every page: the office, and the pages of the subject menu. */
    PageFrame frame(Language language) {
        var menu =
                pageCatalog.listMenu().stream()
                        .map(page -> new PageFrame.MenuLink(page.title(), page.href()))
                        .toList();
        return publicBodies
                .find()
                .map(body -> frame(body, menu))
                .orElseGet(() ->
                        new PageFrame(
                                PageFrame.DEFAULT.officeName(),
                                PageFrame.DEFAULT.officeShortName(),
                                "",
                                menu,
                                List.of()));
    }

    private static PageFrame frame(PublicBody body, List<PageFrame.MenuLink> menu) {
        var contacts =
                body.contacts().stream()
                        .map(c -> new PageFrame.Contact(c.name(), c.phone(), c.email()))
                        .toList();
        return new PageFrame(body.name(), body.shortName(), body.address(), menu, contacts);
    }

    /** Brings files and labels to the pages that show them. */
    private record Supplements(PublicAttachments attachments, LabelCatalog labels)
            implements PageSupplements {
        @Override
        public List<AttachedFile> listAttachments(long pageId) {
            return attachments.listOfPage(pageId);
        }

        @Override
        public List<LabelLink> listLabels(long pageId) {
            return labels.listOfPage(pageId).stream()
                    .map(label -> new LabelLink(label.name(), label.href()))
                    .toList();
        }
    }
}

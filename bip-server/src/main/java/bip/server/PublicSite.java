package bip.server;

import bip.server.attachment.AttachmentStore;
import bip.server.attachment.PublicAttachments;
import bip.server.changeregister.ChangeRegister;
import bip.server.changeregister.PublicChanges;
import bip.server.database.Database;
import bip.server.errortracking.ErrorReporter;
import bip.server.health.HealthCheck;
import bip.server.label.LabelCatalog;
import bip.server.label.PublicLabels;
import bip.server.page.PageCatalog;
import bip.server.page.PageListener;
import bip.server.page.PageSupplements;
import bip.server.page.PublicPages;
import bip.server.publicbody.PublicBody;
import bip.server.publicbody.PublicBodyCatalog;
import bip.server.search.SearchFeature;
import bip.server.text.Language;
import bip.server.text.Markdown;
import bip.server.text.PolishDates;
import bip.server.web.PageFrame;
import bip.server.web.Routes;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;

/** The part of the composition root that brings together what citizens see. */
final class PublicSite {

    private final PublicBodyCatalog publicBodies;
    private final PageCatalog pageCatalog;
    private final PublicPages pages;
    private final PublicAttachments attachments;
    private final PublicLabels labelPages;
    private final PublicChanges changes;
    private final StatutoryRooms statutory;
    private final SearchFeature search;

    PublicSite(
            ServerSettings settings,
            Database database,
            ErrorReporter errors,
            InstantSource clock,
            Opened opened) {
        var markdown = new Markdown();
        var dates = new PolishDates(settings.logging().timeZone());
        var store = new AttachmentStore(settings.database().attachmentsFolder());
        var labels = new LabelCatalog(database);
        String site = settings.web().baseUrl().map(URI::toString).orElse("");
        publicBodies = new PublicBodyCatalog(database);
        pageCatalog = new PageCatalog(database);
        var register = new ChangeRegister(database);
        labelPages = new PublicLabels(labels, markdown, dates);
        changes = new PublicChanges(register, dates);
        statutory =
                new StatutoryRooms(database, publicBodies, markdown, dates, site, clock, opened);
        search =
                opened.add(
                        SearchFeature.open(
                                database,
                                settings.database().indexFolder(),
                                labels,
                                markdown,
                                dates,
                                errors));
        attachments = new PublicAttachments(database, store, markdown, dates);
        pages =
                new PublicPages(
                        pageCatalog,
                        register,
                        new Supplements(attachments, labels, statutory),
                        markdown,
                        dates,
                        site);
    }

    void register(Routes routes) {
        pages.register(routes);
        attachments.register(routes);
        labelPages.register(routes);
        changes.register(routes);
        statutory.register(routes);
        search.register(routes);
    }

    /** What the site's rooms have to say of their health. */
    List<HealthCheck> healthChecks() {
        return List.of(search.healthCheck());
    }

    /** Rooms that are to be told of each change of a page. */
    List<PageListener> listeners() {
        return List.of(search.listener());
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
    private record Supplements(
            PublicAttachments attachments, LabelCatalog labels, StatutoryRooms statutory)
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

        @Override
        public List<WithheldPart> listWithheld(long pageId) {
            return statutory.exclusions().listOfPage(pageId);
        }

        @Override
        public String explainAbbreviations(String html) {
            return statutory.glossary().explain(html);
        }

        @Override
        public void pageRead(long pageId) {
            statutory.visits().count(pageId);
        }
    }
}

package bip.server;

import bip.server.attachment.AttachmentStore;
import bip.server.attachment.PublicAttachments;
import bip.server.changeregister.ChangeRegister;
import bip.server.database.Database;
import bip.server.label.LabelCatalog;
import bip.server.page.PageCatalog;
import bip.server.page.PageSupplements;
import bip.server.page.PublicPages;
import bip.server.publicbody.PublicBody;
import bip.server.publicbody.PublicBodyCatalog;
import bip.server.text.Markdown;
import bip.server.text.PolishDates;
import bip.server.web.PageFrame;
import bip.server.web.Routes;
import java.net.URI;
import java.util.List;

/** The part of the composition root that brings together what citizens see. */
final class PublicSite {

    private final PublicBodyCatalog publicBodies;
    private final PageCatalog pageCatalog;
    private final PublicPages pages;
    private final PublicAttachments attachments;

    PublicSite(ServerSettings settings, Database database) {
        var markdown = new Markdown();
        var dates = new PolishDates(settings.logging().timeZone());
        var store = new AttachmentStore(settings.database().attachmentsFolder());
        var labels = new LabelCatalog(database);
        String site = settings.web().baseUrl().map(URI::toString).orElse("");
        publicBodies = new PublicBodyCatalog(database);
        pageCatalog = new PageCatalog(database);
        attachments = new PublicAttachments(database, store, markdown, dates);
        pages =
                new PublicPages(
                        pageCatalog,
                        new ChangeRegister(database),
                        new Supplements(attachments, labels),
                        markdown,
                        dates,
                        site);
    }

    void register(Routes routes) {
        pages.register(routes);
        attachments.register(routes);
    }

    /** What stands round every page: the office, and the pages of the subject menu. */
    PageFrame frame() {
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
        public List<String> listLabels(long pageId) {
            return labels.listNamesOfPage(pageId);
        }
    }
}

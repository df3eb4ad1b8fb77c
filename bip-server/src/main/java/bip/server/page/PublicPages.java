package bip.server.page;

import bip.server.changeregister.ChangeRegister;
import bip.server.text.Markdown;
import bip.server.text.PolishDates;
import bip.server.web.Access;
import bip.server.web.Request;
import bip.server.web.Response;
import bip.server.web.Routes;
import java.util.List;
import java.util.Map;

/** The door of this room for citizens: the home page and every page at its address. */
public final class PublicPages {

    /** Enough to see what is new at a glance; the register of changes has the rest. */
    private static final int NEWS = 8;

    private final PageCatalog catalog;
    private final ChangeRegister register;
    private final PageSupplements supplements;
    private final Markdown markdown;
    private final PolishDates dates;
    private final String site;

    /**
     * Pages of one bulletin.
     *
     * @param site address that citizens use, without a slash at its end; empty when not known
     */
    public PublicPages(
            PageCatalog catalog,
            ChangeRegister register,
            PageSupplements supplements,
            Markdown markdown,
            PolishDates dates,
            String site) {
        this.catalog = catalog;
        this.register = register;
        this.supplements = supplements;
        this.markdown = markdown;
        this.dates = dates;
        this.site = site;
    }

    public void register(Routes routes) {
        routes.get("/", Access.PUBLIC, this::showHome);
        routes.get("/strona/{slug}", Access.PUBLIC, this::showPage);
    }

    Response showHome(Request request) {
        return Response.view(
                "page/home",
                Map.of(
                        "newest", links(catalog.listNewest(NEWS)),
                        "changed", links(catalog.listLastChanged(NEWS))));
    }

    Response showPage(Request request) {
        return switch (catalog.find(request.pathParameter("slug"))) {
            case FoundPage.Published page -> {
                if (request.isReading()) {
                    supplements.pageRead(page.id());
                }
                yield Response.view("page/show", Map.of("page", shown(page)));
            }
            case FoundPage.Withdrawn(var title, var reason) -> new Response.Gone(title, reason);
            case FoundPage.Absent() -> new Response.NotFound();
        };
    }

    private List<PageLink> links(List<PageHead> heads) {
        return heads.stream()
                .map(head -> new PageLink(head.title(), head.href(), dates.show(head.at())))
                .toList();
    }

    private ShownPage shown(FoundPage.Published page) {
        return new ShownPage(
                page.title().strip(),
                page.summary() == null ? "" : page.summary().strip(),
                supplements.explainAbbreviations(markdown.toHtml(page.markdown())),
                new ShownPage.Provenance(
                        dates.show(page.createdAt()),
                        page.createdBy(),
                        dates.show(page.savedAt()),
                        page.savedBy(),
                        page.revision(),
                        site + PageAddress.of(page.slug())),
                supplements.listLabels(page.id()),
                supplements.listWithheld(page.id()),
                supplements.listAttachments(page.id()),
                register.listOfPage(page.id()).stream().map(this::shown).toList());
    }

    private ShownPage.Change shown(ChangeRegister.Entry entry) {
        return new ShownPage.Change(
                dates.show(entry.changedAt()), entry.kind().words(), entry.reason(), entry.login());
    }

    /** A page in a list. */
    record PageLink(String title, String href, PolishDates.ShownTime time) {}
}

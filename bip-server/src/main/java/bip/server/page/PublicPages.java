package bip.server.page;

import bip.server.changeregister.ChangeRegister;
import bip.server.text.Language;
import bip.server.text.Markdown;
import bip.server.text.PolishDates;
import bip.server.web.Access;
import bip.server.web.Request;
import bip.server.web.Response;
import bip.server.web.Routes;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The door of this room for citizens: the home page and every page at its address. */
public final class PublicPages {

    /** Enough to see what is new at a glance; the register of changes has the rest. */
    private static final int NEWS = 6;

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
        PolishDates words = dates.in(request.language());
        return Response.view(
                "page/home",
                Map.of(
                        "newest", links(catalog.listNewest(NEWS), words),
                        "changed", links(catalog.listLastChanged(NEWS), words)));
    }

    Response showPage(Request request) {
        return switch (catalog.find(request.pathParameter("slug"))) {
            case FoundPage.Published page ->
                    Response.view(
                            "page/show",
                            Map.of(
                                    "page",
                                    shown(page, request.language()),
                                    "trail",
                                    supplements.listTrail(page.id(), request.language()),
                                    "description",
                                    page.summary() == null ? "" : page.summary().strip()));
            case FoundPage.Withdrawn(var title, var reason) -> new Response.Gone(title, reason);
            case FoundPage.Absent() -> new Response.NotFound();
        };
    }

    private static List<PageLink> links(List<PageHead> heads, PolishDates words) {
        return heads.stream()
                .map(head -> new PageLink(head.title().strip(), head.href(), words.show(head.at())))
                .toList();
    }

    private ShownPage shown(FoundPage.Published page, Language language) {
        PolishDates words = dates.in(language);
        return new ShownPage(
                page.title().strip(),
                PageAddress.of(page.slug()),
                page.summary() == null ? "" : page.summary().strip(),
                markdown.toHtml(page.markdown()),
                provenance(page, words),
                supplements.listLabels(page.id()),
                supplements.listAttachments(page.id(), language),
                register.listOfPage(page.id()).stream().map(e -> shown(e, words)).toList());
    }

    private ShownPage.Provenance provenance(FoundPage.Published page, PolishDates words) {
        return new ShownPage.Provenance(
                words.show(page.createdAt()),
                page.createdBy(),
                words.show(page.savedAt()),
                page.savedBy(),
                page.revision(),
                Objects.requireNonNullElse(page.producedBy(), ""),
                Objects.requireNonNullElse(page.responsible(), ""),
                page.producedOn() == null ? "" : date(page.producedOn(), words),
                site + PageAddress.of(page.slug()));
    }

    /** As it was written where it is no whole date: a year, say. */
    private static String date(String text, PolishDates words) {
        try {
            return words.show(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return text;
        }
    }

    private static ShownPage.Change shown(ChangeRegister.Entry entry, PolishDates words) {
        return new ShownPage.Change(
                words.show(entry.changedAt()),
                entry.kind().name().toLowerCase(Locale.ROOT),
                entry.reason(),
                entry.login());
    }

    /** A page in a list. */
    record PageLink(String title, String href, PolishDates.ShownTime time) {}
}

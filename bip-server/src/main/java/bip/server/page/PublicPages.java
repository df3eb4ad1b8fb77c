package bip.server.page;

import bip.server.changeregister.ChangeRegister;
import bip.server.text.Language;
import bip.server.text.Markdown;
import bip.server.text.PolishDates;
import bip.server.text.PolishDates.ShownTime;
import bip.server.web.Access;
import bip.server.web.Request;
import bip.server.web.Response;
import bip.server.web.Routes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The door of this room for citizens: the home page and every page at its address. */
public final class PublicPages {

    /** Enough to see what is new at a glance; the register of changes has the rest. */
    private static final int NEWS = 5;

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
                        "newest", links(catalog.listNewest(NEWS), request.language()),
                        "changed", links(catalog.listLastChanged(NEWS), request.language())));
    }

    Response showPage(Request request) {
        Language language = request.language();
        return switch (catalog.find(request.pathParameter("slug"))) {
            case FoundPage.Published page -> {
                if (request.isReading()) {
                    supplements.pageRead(page.id());
                }
                yield show(page, language);
            }
            case FoundPage.Moved(var slug) -> new Response.Moved(PageAddress.of(slug));
            case FoundPage.Withdrawn page -> Tombstone.of(page, dates.in(language));
            case FoundPage.Absent() -> new Response.NotFound();
        };
    }

    private Response show(FoundPage.Published page, Language language) {
        return Response.view(
                "page/show",
                Map.of(
                        "page", shown(page, language),
                        "trail", supplements.listTrail(page.id(), language),
                        "description", page.summary() == null ? "" : page.summary().strip()));
    }

    private List<PageLink> links(List<PageHead> heads, Language language) {
        PolishDates shown = dates.in(language);
        return heads.stream()
                .map(head -> new PageLink(head.title().strip(), head.href(), shown.show(head.at())))
                .toList();
    }

    private ShownPage shown(FoundPage.Published page, Language language) {
        PolishDates shown = dates.in(language);
        List<ChangeRegister.Entry> changes = register.listOfPage(page.id());
        return new ShownPage(
                page.title().strip(),
                page.summary() == null ? "" : page.summary().strip(),
                supplements.explainAbbreviations(markdown.toHtml(page.markdown())),
                archived(page, shown),
                provenance(page, changes, shown),
                PageAddress.versionsOf(page.slug()),
                supplements.listLabels(page.id()),
                supplements.listWithheld(page.id()),
                supplements.listAttachments(page.id(), language),
                shown(changes, language),
                shown.zoneName());
    }

    /**
     * A file that was added changed the page too, though not its text: of the newest version and
     * the last entry of the register, the later counts (art. 8 ust. 6 pkt 5).
     */
    private ShownPage.Provenance provenance(
            FoundPage.Published page, List<ChangeRegister.Entry> changes, PolishDates shown) {
        boolean registered =
                !changes.isEmpty() && changes.getFirst().changedAt().isAfter(page.savedAt());
        return new ShownPage.Provenance(
                page.producedBy() == null ? "" : page.producedBy(),
                page.responsible() == null ? "" : page.responsible(),
                shown.showDay(page.producedOn()),
                shown.show(page.createdAt()),
                page.createdBy(),
                shown.show(registered ? changes.getFirst().changedAt() : page.savedAt()),
                registered ? changes.getFirst().login() : page.savedBy(),
                page.revision(),
                site + PageAddress.of(page.slug()));
    }

    private static ShownPage.@Nullable Archived archived(
            FoundPage.Published page, PolishDates shown) {
        Instant at = page.archivedAt();
        String reason = page.archivedReason();
        return at == null
                ? null
                : new ShownPage.Archived(shown.show(at), reason == null ? "" : reason);
    }

    private List<ShownPage.Change> shown(List<ChangeRegister.Entry> entries, Language language) {
        PolishDates shown = dates.in(language);
        List<ShownTime> times =
                entries.stream().map(entry -> shown.show(entry.changedAt())).toList();
        List<String> words = ShownTime.inOrder(times);
        return IntStream.range(0, entries.size())
                .mapToObj(at -> shown(entries.get(at), times.get(at), words.get(at), language))
                .toList();
    }

    private static ShownPage.Change shown(
            ChangeRegister.Entry entry, ShownTime time, String words, Language language) {
        return new ShownPage.Change(
                time, words, entry.kind().words(language), entry.reason(), entry.login());
    }

    /** A page in a list. */
    record PageLink(String title, String href, PolishDates.ShownTime time) {}
}

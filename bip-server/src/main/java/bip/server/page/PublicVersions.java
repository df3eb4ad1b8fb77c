package bip.server.page;

import bip.server.database.Database;
import bip.server.text.Comparison;
import bip.server.text.Language;
import bip.server.text.Markdown;
import bip.server.text.PolishDates;
import bip.server.text.PolishDates.ShownTime;
import bip.server.web.Access;
import bip.server.web.PageFrame.MenuLink;
import bip.server.web.Paging;
import bip.server.web.Request;
import bip.server.web.Response;
import bip.server.web.Routes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The door of this room for citizens who ask what a page said before: the list of its versions,
 * each whole version at an address of its own, and two of them compared word by word (R23). Under
 * an address that the page had before, all of these lead on to its present one.
 */
public final class PublicVersions {
    private static final int PIECE = 50;

    private final PageCatalog catalog;
    private final PageSupplements supplements;
    private final Database database;
    private final Markdown markdown;
    private final PolishDates dates;
    private final String site;

    /**
     * Versions of pages of one bulletin.
     *
     * @param site address that citizens use, without a slash at its end; empty when not known
     */
    public PublicVersions(
            PageCatalog catalog,
            PageSupplements supplements,
            Database database,
            Markdown markdown,
            PolishDates dates,
            String site) {
        this.catalog = catalog;
        this.supplements = supplements;
        this.database = database;
        this.markdown = markdown;
        this.dates = dates;
        this.site = site;
    }

    public void register(Routes routes) {
        routes.get("/strona/{slug}/wersje", Access.PUBLIC, this::showList);
        routes.get("/strona/{slug}/wersja/{number}", Access.PUBLIC, this::showVersion);
        routes.get("/strona/{slug}/porownanie", Access.PUBLIC, this::showComparison);
    }

    Response showList(Request request) {
        OptionalInt asked = Paging.asked(request);
        if (asked.isEmpty()) {
            return new Response.NotFound();
        }
        int piece = asked.getAsInt();
        String rest = "/wersje" + (piece == 1 ? "" : "?p=" + piece);
        return onPage(request, rest, page -> list(page, piece, request.language()));
    }

    Response showVersion(Request request) {
        OptionalInt number = number(request.pathParameter("number"));
        if (number.isEmpty()) {
            return new Response.NotFound();
        }
        return onPage(
                request,
                "/wersja/" + number.getAsInt(),
                page ->
                        find(page, number.getAsInt())
                                .map(version -> version(page, version, request.language()))
                                .orElseGet(Response.NotFound::new));
    }

    Response showComparison(Request request) {
        OptionalInt before = number(request.queryParameter("od").orElse(""));
        OptionalInt after = number(request.queryParameter("do").orElse(""));
        if (before.isEmpty() || after.isEmpty()) {
            return new Response.NotFound();
        }
        int from = before.getAsInt();
        int to = after.getAsInt();
        return onPage(
                request,
                "/porownanie?od=" + from + "&do=" + to,
                page ->
                        find(page, from)
                                .flatMap(one ->
                                        find(page, to)
                                                .map(other -> compare(page, one, other, request)))
                                .orElseGet(Response.NotFound::new));
    }

    private Response onPage(
            Request request, String rest, Function<FoundPage.Published, Response> work) {
        return switch (catalog.find(request.pathParameter("slug"))) {
            case FoundPage.Published page -> work.apply(page);
            case FoundPage.Moved(var slug) -> new Response.Moved(PageAddress.of(slug) + rest);
            case FoundPage.Withdrawn page -> Tombstone.of(page, dates.in(request.language()));
            case FoundPage.Absent() -> new Response.NotFound();
        };
    }

    private Response list(FoundPage.Published page, int piece, Language language) {
        Paging paging =
                Paging.of(PageAddress.versionsOf(page.slug()), piece, page.revision(), PIECE);
        if (!paging.exists()) {
            return new Response.NotFound();
        }
        PolishDates shown = dates.in(language);
        var lines =
                database
                        .read(
                                VersionMapper.class,
                                versions -> versions.list(page.id(), paging.offset(), PIECE))
                        .stream()
                        .map(line -> shown(page, line, shown))
                        .toList();
        Map<String, Object> model = modelOf(page, language);
        model.put("count", page.revision());
        model.put("olderUnknown", olderUnknown(page));
        model.put("published", shown.show(page.createdAt()));
        model.put("versions", lines);
        model.put("compareAction", PageAddress.of(page.slug()) + "/porownanie");
        model.put("paging", paging);
        return Response.view("page/versions", model);
    }

    private Response version(
            FoundPage.Published page, VersionMapper.Version version, Language language) {
        PolishDates shown = dates.in(language);
        boolean newest = version.number() == page.revision();
        Map<String, Object> model = modelOf(page, language);
        model.put("noindex", !newest);
        model.put("newest", newest);
        model.put("olderUnknown", version.number() == 1 && olderUnknown(page));
        model.put("published", shown.show(page.createdAt()));
        model.put("newestNumber", page.revision());
        model.put("version", shown(page, version, shown));
        model.put("hasFiles", !supplements.listAttachments(page.id(), language).isEmpty());
        model.put("html", markdown.toHtml(version.markdown()));
        model.put("versionsHref", PageAddress.versionsOf(page.slug()));
        model.put("address", site + PageAddress.versionOf(page.slug(), version.number()));
        model.put(
                "compareHref",
                newest
                        ? ""
                        : PageAddress.comparisonOf(page.slug(), version.number(), page.revision()));
        return Response.view("page/version", model);
    }

    private Response compare(
            FoundPage.Published page,
            VersionMapper.Version before,
            VersionMapper.Version after,
            Request request) {
        PolishDates shown = dates.in(request.language());
        Comparison text = VersionComparison.textOf(before, after, markdown);
        Map<String, Object> model = modelOf(page, request.language());
        model.put("noindex", true);
        model.put("before", shown(page, before, shown));
        model.put("after", shown(page, after, shown));
        model.put("title", VersionComparison.titleOf(before, after));
        model.put("text", text);
        model.put("links", VersionComparison.linksOf(before, after, markdown));
        model.put("provenance", VersionComparison.provenanceOf(before, after, shown));
        model.put("otherMarkup", !before.markdown().equals(after.markdown()));
        model.put("versionsHref", PageAddress.versionsOf(page.slug()));
        return Response.view("page/comparison", model);
    }

    private Optional<VersionMapper.Version> find(FoundPage.Published page, int number) {
        return database.read(VersionMapper.class, versions -> versions.find(page.id(), number));
    }

    /**
     * The page was public before its first version here was saved: it came from elsewhere, which
     * kept only the last text. What it said until then nobody here knows.
     */
    private boolean olderUnknown(FoundPage.Published page) {
        return database.read(VersionMapper.class, versions -> versions.getFirstSave(page.id()))
                .isAfter(page.createdAt());
    }

    private static ShownVersion shown(
            FoundPage.Published page, VersionMapper.Line line, PolishDates shown) {
        int number = line.number();
        return new ShownVersion(
                number,
                line.title().strip(),
                "",
                shown.show(line.savedAt()),
                line.savedBy(),
                line.reason(),
                "",
                "",
                "",
                PageAddress.versionOf(page.slug(), number),
                number == 1 ? "" : PageAddress.comparisonOf(page.slug(), number - 1, number),
                number == page.revision());
    }

    private static ShownVersion shown(
            FoundPage.Published page, VersionMapper.Version version, PolishDates shown) {
        return new ShownVersion(
                version.number(),
                version.title().strip(),
                orEmpty(version.summary()),
                shown.show(version.savedAt()),
                version.savedBy(),
                version.reason(),
                orEmpty(version.producedBy()),
                orEmpty(version.responsible()),
                shown.showDay(version.producedOn()),
                PageAddress.versionOf(page.slug(), version.number()),
                "",
                version.number() == page.revision());
    }

    /** The page and the way down to it, which ends with the page itself. */
    private Map<String, Object> modelOf(FoundPage.Published page, Language language) {
        PageLink link = pageLink(page);
        var trail = new ArrayList<>(supplements.listTrail(page.id(), language));
        trail.add(new MenuLink(link.title(), link.href()));
        var model = new HashMap<String, Object>();
        model.put("page", link);
        model.put("trail", trail);
        model.put("trailEndsWithPage", true);
        model.put("zone", dates.in(language).zoneName());
        return model;
    }

    private static PageLink pageLink(FoundPage.Published page) {
        return new PageLink(page.title().strip(), PageAddress.of(page.slug()));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    private static OptionalInt number(String text) {
        return text.matches("[1-9][0-9]{0,8}")
                ? OptionalInt.of(Integer.parseInt(text))
                : OptionalInt.empty();
    }

    record PageLink(String title, String href) {}

    /**
     * A version as templates need it.
     *
     * @param reason empty when not known
     * @param compareHref with the one before; empty for the first
     */
    record ShownVersion(
            int number,
            String title,
            String summary,
            ShownTime time,
            String who,
            String reason,
            String producedBy,
            String responsible,
            String producedOn,
            String href,
            String compareHref,
            boolean newest) {}
}

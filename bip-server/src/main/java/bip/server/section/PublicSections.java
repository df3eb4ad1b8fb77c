package bip.server.section;

import bip.server.page.PageHead;
import bip.server.text.Language;
import bip.server.text.PolishDates;
import bip.server.text.PolishNumerals;
import bip.server.web.Access;
import bip.server.web.PageFrame.MenuLink;
import bip.server.web.Paging;
import bip.server.web.Request;
import bip.server.web.Response;
import bip.server.web.Routes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** The door of this room for citizens: every section with its pages, and the map of the site. */
public final class PublicSections {

    private static final int PIECE = 25;
    private static final int HINTS = 3;

    private final SectionCatalog catalog;
    private final PolishDates dates;

    public PublicSections(SectionCatalog catalog, PolishDates dates) {
        this.catalog = catalog;
        this.dates = dates;
    }

    public void register(Routes routes) {
        routes.get("/dzial/{slug}", Access.PUBLIC, this::showSection);
        routes.get("/mapa", Access.PUBLIC, this::showMap);
    }

    /** The way down to a page's section, as its breadcrumbs show it. */
    public List<MenuLink> trailOfPage(long pageId, Language language) {
        return links(catalog.trailOfPage(pageId), language);
    }

    /** The whole menu, as it stands beside every page. */
    public List<MenuLink> menu(Language language) {
        SectionTree tree = catalog.tree();
        return menu(tree, tree.top(), language);
    }

    /** Standing pages and sections, for a search by their names. */
    public List<MenuLink> places(Language language) {
        var places = new ArrayList<>(ServicePages.searched(language));
        SectionTree tree = catalog.tree();
        for (Section top : tree.top()) {
            addPlaces(places, tree, top, language);
        }
        return List.copyOf(places);
    }

    private static void addPlaces(
            List<MenuLink> places, SectionTree tree, Section section, Language language) {
        places.add(new MenuLink(section.title(language), section.href()));
        for (Section child : tree.childrenOf(section)) {
            addPlaces(places, tree, child, language);
        }
    }

    Response showSection(Request request) {
        OptionalInt number = Paging.asked(request);
        return switch (catalog.find(request.pathParameter("slug"))) {
            case FoundSection.Here(var section) ->
                    number.isPresent()
                            ? show(section, number.getAsInt(), request.language())
                            : new Response.NotFound();
            case FoundSection.Moved(var section) -> new Response.Moved(section.href());
            case FoundSection.Absent() -> new Response.NotFound();
        };
    }

    private Response show(Section section, int number, Language language) {
        SectionCatalog.Counts counts = catalog.count();
        Paging paging = Paging.of(section.href(), number, counts.in(section), PIECE);
        if (!paging.exists()) {
            return new Response.NotFound();
        }
        SectionTree tree = catalog.tree();
        List<Section> trail = tree.trail(section.id());
        var model = new HashMap<String, Object>();
        model.put("title", section.title(language));
        model.put("scope", section.scope(language));
        model.put("description", section.scope(language));
        model.put("basis", section.basis());
        model.put("duty", section.duty().name());
        model.put("trail", links(trail.subList(0, trail.size() - 1), language));
        model.put("children", lines(tree, tree.childrenOf(section), counts, language));
        model.put("services", ServicePages.of(section, language));
        model.put("count", pages(counts.in(section), language));
        model.put("pages", shown(section, paging, language));
        model.put("paging", paging);
        return Response.view("section/show", model);
    }

    Response showMap(Request request) {
        SectionTree tree = catalog.tree();
        List<Line> lines = lines(tree, tree.top(), catalog.count(), request.language());
        return Response.view(
                "section/map",
                Map.of("sections", lines, "services", ServicePages.all(request.language())));
    }

    private List<PageLink> shown(Section section, Paging paging, Language language) {
        List<PageHead> pages = catalog.listPages(section.id(), paging.offset(), paging.size());
        return pages.stream()
                .map(page ->
                        new PageLink(
                                page.title().strip(),
                                page.href(),
                                dates.in(language).show(page.at())))
                .toList();
    }

    private static List<Line> lines(
            SectionTree tree,
            List<Section> sections,
            SectionCatalog.Counts counts,
            Language language) {
        return sections.stream()
                .map(section ->
                        new Line(
                                section.title(language),
                                section.href(),
                                section.scope(language),
                                counts.under(section),
                                pages(counts.under(section), language),
                                lines(tree, tree.childrenOf(section), counts, language)))
                .toList();
    }

    private static List<MenuLink> menu(
            SectionTree tree, List<Section> sections, Language language) {
        return sections.stream()
                .map(section ->
                        new MenuLink(
                                section.title(language),
                                section.href(),
                                about(tree, section, language),
                                menu(tree, tree.childrenOf(section), language)))
                .toList();
    }

    /** The first of what is under it; for one with nothing under it, what belongs there. */
    private static String about(SectionTree tree, Section section, Language language) {
        List<Section> children = tree.childrenOf(section);
        if (children.isEmpty()) {
            return section.scope(language);
        }
        return children.stream()
                        .limit(HINTS)
                        .map(child -> child.title(language))
                        .collect(Collectors.joining(", "))
                + (children.size() > HINTS ? " …" : "");
    }

    private static List<MenuLink> links(List<Section> sections, Language language) {
        return sections.stream()
                .map(section -> new MenuLink(section.title(language), section.href()))
                .toList();
    }

    private static String pages(int count, Language language) {
        if (count == 0) {
            return language.choose("jeszcze pusty", "empty so far");
        }
        return language.choose(
                PolishNumerals.count(count, "strona", "strony", "stron"),
                count + (count == 1 ? " page" : " pages"));
    }

    /** A page in the list. */
    record PageLink(String title, String href, PolishDates.ShownTime time) {}

    /**
     * A section with what is under it.
     *
     * @param pages published in it and under it
     * @param count the same in words
     */
    record Line(
            String title, String href, String scope, int pages, String count, List<Line> children) {
        Line {
            children = List.copyOf(children);
        }
    }
}

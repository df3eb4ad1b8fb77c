package bip.server.label;

import bip.server.label.LabelCatalog.Labelled;
import bip.server.page.PageHead;
import bip.server.text.Language;
import bip.server.text.Markdown;
import bip.server.text.PolishDates;
import bip.server.text.PolishNumerals;
import bip.server.web.Access;
import bip.server.web.Paging;
import bip.server.web.Request;
import bip.server.web.Response;
import bip.server.web.Routes;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The door of this room for citizens: the pages of one label. */
public final class PublicLabels {

    /** Titles fit one line or two, so that this is about three screens of a phone. */
    private static final int PIECE = 25;

    private final LabelCatalog catalog;
    private final Markdown markdown;
    private final PolishDates dates;

    public PublicLabels(LabelCatalog catalog, Markdown markdown, PolishDates dates) {
        this.catalog = catalog;
        this.markdown = markdown;
        this.dates = dates;
    }

    public void register(Routes routes) {
        routes.get("/etykieta/{slug}", Access.PUBLIC, this::showLabel);
    }

    Response showLabel(Request request) {
        OptionalInt number = Paging.asked(request);
        return catalog.findLabelled(request.pathParameter("slug"))
                .filter(_ -> number.isPresent())
                .map(labelled -> show(labelled, number.getAsInt(), request.language()))
                .orElseGet(Response.NotFound::new);
    }

    private Response show(Labelled labelled, int number, Language language) {
        LabelMapper.Row row = labelled.label();
        String address = new Label(row.slug(), row.name()).href();
        Paging paging = Paging.of(address, number, labelled.pages().size(), PIECE);
        if (!paging.exists()) {
            return new Response.NotFound();
        }
        return Response.view(
                "label/show",
                Map.of(
                        "name", row.name(),
                        "descriptionHtml",
                                row.description() == null ? "" : markdown.toHtml(row.description()),
                        "count", count(labelled.pages().size(), language),
                        "pages", links(labelled.pages(), paging, dates.in(language)),
                        "paging", paging));
    }

    private static String count(int pages, Language language) {
        return language.choose(
                PolishNumerals.count(pages, "strona", "strony", "stron"),
                pages + (pages == 1 ? " page" : " pages"));
    }

    private static List<PageLink> links(List<PageHead> pages, Paging paging, PolishDates words) {
        return pages.stream()
                .skip(paging.offset())
                .limit(paging.size())
                .map(page -> new PageLink(page.title().strip(), page.href(), words.show(page.at())))
                .toList();
    }

    /** A page in the list. */
    record PageLink(String title, String href, PolishDates.ShownTime time) {}
}

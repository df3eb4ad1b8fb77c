package bip.server.search;

import bip.server.label.LabelCatalog;
import bip.server.page.PageAddress;
import bip.server.text.Language;
import bip.server.text.PolishDates;
import bip.server.text.PolishNumerals;
import bip.server.web.Access;
import bip.server.web.PageFrame.MenuLink;
import bip.server.web.Paging;
import bip.server.web.Request;
import bip.server.web.Response;
import bip.server.web.Routes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The page of results, a plain GET address that can be passed on (R33). */
final class PublicSearch {

    private static final String ADDRESS = "/szukaj";
    private static final int PIECE = 20;

    private final PageSearch search;
    private final PlaceFinder places;
    private final LabelCatalog labels;
    private final PolishDates dates;

    PublicSearch(PageSearch search, PlaceFinder places, LabelCatalog labels, PolishDates dates) {
        this.search = search;
        this.places = places;
        this.labels = labels;
        this.dates = dates;
    }

    void register(Routes routes) {
        routes.get(ADDRESS, Access.PUBLIC, this::showResults);
    }

    Response showResults(Request request) {
        QueryText text = QueryText.parse(request.queryParameter("q").orElse(""));
        OptionalInt number = Paging.asked(request);
        if (number.isEmpty() || number.getAsInt() > PageSearch.DEEPEST / PIECE) {
            return new Response.NotFound();
        }
        if (text.isEmpty()) {
            return view(Outcome.ASKS, text, List.of(), Map.of());
        }
        List<MenuLink> named =
                number.getAsInt() == 1 ? places.find(text, request.language()) : List.of();
        return switch (search.find(text, (number.getAsInt() - 1) * PIECE, PIECE)) {
            case Found.NotYet() -> view(Outcome.NOT_YET, text, named, Map.of());
            case Found.Pages pages -> show(pages, text, named, number.getAsInt(), request);
        };
    }

    private Response show(
            Found.Pages pages, QueryText text, List<MenuLink> named, int number, Request request) {
        PolishDates words = dates.in(request.language());
        long reachable = Math.min(pages.total(), PageSearch.DEEPEST);
        Paging paging = Paging.of(addressOf(text), number, reachable, PIECE);
        if (!paging.exists()) {
            return new Response.NotFound();
        }
        if (pages.hits().isEmpty()) {
            return view(Outcome.NOTHING, text, named, Map.of("complete", pages.complete()));
        }
        return view(
                Outcome.PAGES,
                text,
                named,
                Map.of(
                        "complete", pages.complete(),
                        "someWords", pages.someWords(),
                        "count", count(pages, request.language()),
                        "first", paging.offset() + 1,
                        "hits", pages.hits().stream().map(hit -> shown(hit, words)).toList(),
                        "paging", paging));
    }

    private Response view(
            Outcome outcome, QueryText text, List<MenuLink> named, Map<String, Object> more) {
        var model = new HashMap<String, Object>(more);
        model.put("places", named);
        model.put("outcome", outcome.name());
        model.put("query", text.text());
        model.put("shortened", text.shortened());
        model.put("labels", outcome == Outcome.PAGES ? List.of() : labels.listUsed());
        return Response.view("search/show", model);
    }

    private static String addressOf(QueryText text) {
        return ADDRESS + "?q=" + URLEncoder.encode(text.text(), StandardCharsets.UTF_8);
    }

    private static String count(Found.Pages pages, Language language) {
        long total = pages.total();
        if (pages.orMore()) {
            return language.choose("ponad " + total + " stron", "more than " + total + " pages");
        }
        return language.choose(
                PolishNumerals.count(total, "strona", "strony", "stron"),
                total + (total == 1 ? " page" : " pages"));
    }

    private static Result shown(Found.Hit hit, PolishDates words) {
        return new Result(
                hit.titleHtml(),
                PageAddress.of(hit.slug()),
                String.join(", ", hit.labels()),
                words.show(Instant.ofEpochMilli(hit.published())),
                hit.textHtml(),
                hit.fileHtml());
    }

    /** What the page of results says. */
    private enum Outcome {
        ASKS,
        NOT_YET,
        NOTHING,
        PAGES
    }

    /**
     * A page as the list of results shows it.
     *
     * @param kind its labels, or empty
     */
    record Result(
            String titleHtml,
            String href,
            String kind,
            PolishDates.ShownTime time,
            String textHtml,
            String fileHtml) {}
}

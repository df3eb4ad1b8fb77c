package bip.server.feed;

import bip.server.database.Database;
import bip.server.text.Language;
import bip.server.text.PathSegment;
import bip.server.text.Xml;
import bip.server.web.Access;
import bip.server.web.Request;
import bip.server.web.Response;
import bip.server.web.Routes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The door of this room: all addresses for search engines (sitemaps.org, protocol 0.9), each in
 * both languages, and robots.txt, which names the list. An index of lists where one would hold more
 * than 50,000 addresses. Addresses begin with the site's own: the protocol wants them whole, so
 * where that is not known there is no list, and robots.txt names none.
 */
public final class SiteMap {
    /** The protocol's bound is 50,000 addresses; each page has two. */
    private static final int PAGES = 25_000;

    private static final String XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static final String XHTML = "http://www.w3.org/1999/xhtml";

    private static final Response NO_LIST =
            new Response.Data(
                    404,
                    "text/plain",
                    """
                    Biuletyn nie zna jeszcze swojego adresu, a spis stron musi podawać całe adresy.
                    Administrator ustawia go jako BIP_BASE_URL.

                    This bulletin does not know its own address yet, and the list of its pages must
                    give whole ones. The administrator sets it as BIP_BASE_URL.
                    """);

    private final Database database;
    private final String site;
    private final int pagesOfAList;
    private final List<String> fixed;

    /**
     * The addresses of one bulletin.
     *
     * @param site address that citizens use, without a slash at its end; empty when not known
     * @param fixed paths of pages that every bulletin has
     */
    public SiteMap(Database database, String site, List<String> fixed) {
        this(database, site, fixed, PAGES);
    }

    SiteMap(Database database, String site, List<String> fixed, int pagesOfAList) {
        this.database = database;
        this.site = site;
        this.fixed = List.copyOf(fixed);
        this.pagesOfAList = pagesOfAList;
    }

    /** What the list names, as paths: also where the site's address is not known. */
    public List<String> paths() {
        List<Place> all = new ArrayList<>(places());
        List<Place> piece = pages(0);
        for (long offset = pagesOfAList; !piece.isEmpty(); offset += pagesOfAList) {
            all.addAll(piece);
            piece = pages(offset);
        }
        return all.stream()
                .flatMap(place ->
                        Stream.of(Language.values()).map(language -> path(place, language)))
                .toList();
    }

    public void register(Routes routes) {
        routes.get("/robots.txt", Access.PUBLIC, this::showRobots);
        routes.get("/sitemap.xml", Access.PUBLIC, this::showMap);
        routes.get("/sitemap/{list}", Access.PUBLIC, this::showList);
    }

    Response showRobots(Request request) {
        String map = site.isEmpty() ? "" : "\nSitemap: " + site + "/sitemap.xml\n";
        return new Response.Document("text/plain", "User-agent: *\nAllow: /\n" + map, "");
    }

    Response showMap(Request request) {
        if (site.isEmpty()) {
            return NO_LIST;
        }
        long pages = database.read(AddressMapper.class, AddressMapper::countPages);
        return xml(pages <= pagesOfAList ? list(places(), pages(0)) : index(pages));
    }

    /** {@code /sitemap/0.xml} has what is no page, the others pages. */
    Response showList(Request request) {
        String name = request.pathParameter("list");
        if (site.isEmpty()) {
            return NO_LIST;
        }
        if (!name.matches("(0|[1-9][0-9]{0,4})\\.xml")) {
            return new Response.NotFound();
        }
        int number = Integer.parseInt(name.substring(0, name.indexOf('.')));
        List<Place> places = number == 0 ? places() : pages((number - 1L) * pagesOfAList);
        return places.isEmpty() ? new Response.NotFound() : xml(list(places, List.of()));
    }

    private static Response xml(Xml document) {
        return new Response.Document("application/xml", document.toString(), "");
    }

    private Xml index(long pages) {
        Xml index = new Xml().begin("sitemapindex", "xmlns", XMLNS);
        long lists = (pages + pagesOfAList - 1) / pagesOfAList;
        for (long number = 0; number <= lists; number++) {
            index.begin("sitemap").text("loc", site + "/sitemap/" + number + ".xml").end();
        }
        return index.end();
    }

    private Xml list(List<Place> places, List<Place> more) {
        Xml list = new Xml().begin("urlset", "xmlns", XMLNS, "xmlns:xhtml", XHTML);
        places.forEach(place -> add(list, place));
        more.forEach(place -> add(list, place));
        return list.end();
    }

    private void add(Xml list, Place place) {
        for (Language language : Language.values()) {
            list.begin("url").text("loc", address(place, language));
            if (place.changedAt() != null) {
                list.text("lastmod", place.changedAt().toString());
            }
            for (Language other : Language.values()) {
                list.empty(
                        "xhtml:link",
                        "rel",
                        "alternate",
                        "hreflang",
                        other.tag(),
                        "href",
                        address(place, other));
            }
            list.end();
        }
    }

    private String address(Place place, Language language) {
        return site + path(place, language);
    }

    private static String path(Place place, Language language) {
        return language.prefix() + place.path();
    }

    private List<Place> places() {
        return Stream.of(
                        fixed.stream().map(path -> new Place(path, null)),
                        places("/dzial/", AddressMapper::listSections),
                        places("/etykieta/", AddressMapper::listLabels))
                .flatMap(Function.identity())
                .toList();
    }

    private List<Place> pages(long offset) {
        return places("/strona/", pages -> pages.listPages(offset, pagesOfAList)).toList();
    }

    private Stream<Place> places(
            String folder, Function<AddressMapper, List<AddressMapper.Row>> rows) {
        return database.read(AddressMapper.class, rows).stream()
                .map(row -> new Place(folder + PathSegment.encode(row.slug()), row.changedAt()));
    }

    /**
     * Something to read.
     *
     * @param path of the Polish page, percent-encoded
     * @param changedAt null where nothing tells
     */
    private record Place(String path, @Nullable Instant changedAt) {}
}

package bip.server.changeregister;

import bip.server.changeregister.ChangeForm.Asked;
import bip.server.changeregister.ChangeMapper.Mark;
import bip.server.changeregister.ChangeMapper.SiteRow;
import bip.server.text.Language;
import bip.server.text.PolishDates;
import bip.server.text.Xml;
import bip.server.web.Access;
import bip.server.web.Request;
import bip.server.web.Response;
import bip.server.web.Routes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The register for programs (R24, R61): Atom of the last 50 entries (RFC 4287), JSON in pieces, CSV
 * of all, each with the filters of the page. Of a withdrawn page it tells what the page of the
 * register tells: its title and what was done to it, never its text. A filter that makes no sense
 * is answered with 400 and the reason: as problem details (RFC 9457) where JSON was asked for, else
 * as plain text.
 */
final class ChangeFeeds {
    private static final int ATOM_ENTRIES = 50;
    private static final int JSON_ENTRIES = 100;

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final String PROBLEM = "application/problem+json";

    /** No bulletin is older than the act that demands it (art. 26 of the act of 6.09.2001). */
    private static final Instant OLDEST = Instant.parse("2002-01-01T00:00:00Z");

    private static final String ADDRESS = PublicChanges.ADDRESS;

    private final JsonMapper json = new JsonMapper();
    private final ChangeRegister register;
    private final PolishDates dates;
    private final String site;
    private final Supplier<String> office;
    private final ChangesCsv csv;

    ChangeFeeds(ChangeRegister register, PolishDates dates, String site, Supplier<String> office) {
        this.register = register;
        this.dates = dates;
        this.site = site;
        this.office = office;
        this.csv = new ChangesCsv(register, dates, site);
    }

    void register(Routes routes) {
        register(routes, ".atom", this::atom, ChangeFeeds::plain);
        register(routes, ".json", this::json, this::problem);
        register(routes, ".csv", this::csv, ChangeFeeds::plain);
    }

    private void register(
            Routes routes,
            String suffix,
            Function<Wanted, Response> answer,
            Function<String, Response> refusal) {
        routes.get(
                ADDRESS + suffix,
                Access.PUBLIC,
                request -> {
                    ChangeForm form = ChangeForm.of(request);
                    return switch (form.asked(register, dates.zone(), request.language())) {
                        case Asked.For(ChangeFilter filter) ->
                                answer.apply(new Wanted(filter, form, request));
                        case Asked.Unclear(List<String> problems) ->
                                refusal.apply(String.join(" ", problems));
                    };
                });
    }

    private static Response plain(String detail) {
        return new Response.Data(BAD_REQUEST, "text/plain", detail + "\n");
    }

    private Response problem(String detail) {
        return problem(BAD_REQUEST, "Bad Request", detail);
    }

    private Response atom(Wanted wanted) {
        List<SiteRow> rows = register.listAfter(wanted.filter(), Mark.TOP, ATOM_ENTRIES);
        Language language = wanted.language();
        String self = address(wanted, ".atom", "");
        Xml feed =
                new Xml()
                        .begin(
                                "feed",
                                "xmlns",
                                "http://www.w3.org/2005/Atom",
                                "xml:lang",
                                language.tag())
                        .text("id", urn("bip feed " + first() + " " + path(wanted)))
                        .text("title", title(language))
                        .text("updated", rows.isEmpty() ? lastChange() : at(rows.getFirst()))
                        .empty("link", "rel", "self", "type", "application/atom+xml", "href", self)
                        .empty(
                                "link",
                                "rel",
                                "alternate",
                                "type",
                                "text/html",
                                "href",
                                address(wanted, "", ""))
                        .begin("author")
                        .text("name", office.get())
                        .end();
        rows.forEach(row -> addEntry(feed, row, language));
        return new Response.Document("application/atom+xml", feed.end().toString(), "");
    }

    /** Of the whole register: since then it is known that nothing in it is as asked for. */
    private String lastChange() {
        return register.listAfter(ChangeFilter.ALL, Mark.TOP, 1).stream()
                .findFirst()
                .map(ChangeFeeds::at)
                .orElseGet(OLDEST::toString);
    }

    private void addEntry(Xml feed, SiteRow row, Language language) {
        Change change = Change.of(row, dates, language);
        feed.begin("entry")
                .text("id", urn("bip change " + row.id() + " " + row.changedAt()))
                .text("title", change.kind() + ": " + change.title())
                .text("updated", at(row))
                .text("published", at(row))
                .begin("author")
                .text("name", change.login().isBlank() ? "?" : change.login())
                .end()
                .empty("category", "term", row.kind(), "label", change.kind())
                .text("content", change.reason(), "type", "text", "xml:lang", "pl");
        link(feed, "alternate", change.href(), language);
        link(feed, "related", change.versionHref(), language);
        feed.end();
    }

    private void link(Xml feed, String rel, String href, Language language) {
        if (!href.isEmpty()) {
            feed.empty("link", "rel", rel, "type", "text/html", "href", absolute(href, language));
        }
    }

    /** As on the page of the register, nothing stands before no entry, nor before the oldest. */
    private Response json(Wanted wanted) {
        Optional<String> before = wanted.request().queryParameter("przed");
        Optional<Mark> mark =
                before.isEmpty()
                        ? Optional.of(Mark.TOP)
                        : before.flatMap(PublicChanges::entryNumber).flatMap(register::findMark);
        List<SiteRow> found =
                mark.map(at -> register.listAfter(wanted.filter(), at, JSON_ENTRIES + 1))
                        .orElseGet(List::of);
        return before.isPresent() && found.isEmpty()
                ? problem(NOT_FOUND, "Not Found", noneBefore(wanted.language()))
                : piece(wanted, before, found);
    }

    private static String noneBefore(Language language) {
        return language.choose(
                "Przed takim wpisem nie ma żadnego, który odpowiada filtrom.",
                "No entry that matches the filters is older than that one.");
    }

    private Response piece(Wanted wanted, Optional<String> before, List<SiteRow> found) {
        boolean isMore = found.size() > JSON_ENTRIES;
        List<SiteRow> rows = isMore ? found.subList(0, JSON_ENTRIES) : found;
        Document document =
                new Document(
                        "bip-changes/v1",
                        office.get(),
                        address(wanted, ".json", before.map(id -> "przed=" + id).orElse("")),
                        isMore ? address(wanted, ".json", "przed=" + rows.getLast().id()) : null,
                        rows.stream().map(row -> entry(row, wanted.language())).toList());
        return new Response.Document("application/json", json.writeValueAsString(document), "");
    }

    private Entry entry(SiteRow row, Language language) {
        Change change = Change.of(row, dates, language);
        return new Entry(
                row.id(),
                at(row),
                row.kind(),
                change.title(),
                row.isWithdrawn(),
                change.href().isEmpty() ? null : absolute(change.href(), language),
                row.revision(),
                change.versionHref().isEmpty() ? null : absolute(change.versionHref(), language),
                row.reason(),
                row.login());
    }

    private Response csv(Wanted wanted) {
        return new Response.Rows(
                "text/csv",
                "zmiany.csv",
                out -> csv.write(wanted.filter(), wanted.language(), out));
    }

    private Response problem(int status, String title, String detail) {
        var document = new Problem("about:blank", title, status, detail);
        return new Response.Data(status, PROBLEM, json.writeValueAsString(document));
    }

    private String title(Language language) {
        return language.choose("Rejestr zmian – ", "Register of changes – ") + office.get();
    }

    /** What tells this register from those of other bulletins. */
    private String first() {
        return register.findFirst().map(first -> first.at() + " " + first.id()).orElse("");
    }

    /** Of the feed on any site: its id stays when the bulletin gets another address. */
    private static String path(Wanted wanted) {
        return wanted.language().prefix() + wanted.form().addedTo(ADDRESS + ".atom", "");
    }

    private String address(Wanted wanted, String suffix, String more) {
        return absolute(wanted.form().addedTo(ADDRESS + suffix, more), wanted.language());
    }

    private String absolute(String path, Language language) {
        return site + language.prefix() + path;
    }

    private static String at(SiteRow row) {
        return row.changedAt().toString();
    }

    /** Named by what never changes, so that a reader takes no entry for a new one. */
    private static String urn(String name) {
        return "urn:uuid:" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private record Wanted(ChangeFilter filter, ChangeForm form, Request request) {
        Language language() {
            return request.language();
        }
    }

    /** Problem details (RFC 9457). */
    private record Problem(String type, String title, int status, String detail) {}

    /** The JSON answer; the page at /api tells of its fields. */
    private record Document(
            String format, String office, String self, @Nullable String next, List<Entry> entries) {
        Document {
            entries = List.copyOf(entries);
        }
    }

    private record Entry(
            long id,
            String at,
            String kind,
            String title,
            boolean withdrawn,
            @Nullable String address,
            @Nullable Integer version,
            @Nullable String versionAddress,
            String reason,
            String login) {}
}

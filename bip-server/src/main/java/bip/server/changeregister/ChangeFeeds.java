package bip.server.changeregister;

import bip.server.changeregister.ChangeForm.Asked;
import bip.server.changeregister.ChangeMapper.Mark;
import bip.server.changeregister.ChangeMapper.SiteRow;
import bip.server.text.Csv;
import bip.server.text.Language;
import bip.server.text.PolishDates;
import bip.server.text.Xml;
import bip.server.web.Access;
import bip.server.web.Request;
import bip.server.web.Response;
import bip.server.web.Routes;
import java.io.IOException;
import java.io.OutputStream;
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
 * is answered with 404.
 */
final class ChangeFeeds {
    private static final int ATOM_ENTRIES = 50;
    private static final int JSON_ENTRIES = 100;

    /** Read at a time; no read stays open while a slow asker takes them. */
    private static final int CSV_ROWS = 500;

    /** No bulletin is older than the act that demands it (art. 26 of the act of 6.09.2001). */
    private static final Instant OLDEST = Instant.parse("2002-01-01T00:00:00Z");

    private static final String ADDRESS = PublicChanges.ADDRESS;

    private final JsonMapper json = new JsonMapper();
    private final ChangeRegister register;
    private final PolishDates dates;
    private final String site;
    private final Supplier<String> office;

    ChangeFeeds(ChangeRegister register, PolishDates dates, String site, Supplier<String> office) {
        this.register = register;
        this.dates = dates;
        this.site = site;
        this.office = office;
    }

    void register(Routes routes) {
        routes.get(ADDRESS + ".atom", Access.PUBLIC, request -> filtered(request, this::atom));
        routes.get(ADDRESS + ".json", Access.PUBLIC, request -> filtered(request, this::json));
        routes.get(ADDRESS + ".csv", Access.PUBLIC, request -> filtered(request, this::csv));
    }

    private Response filtered(Request request, Function<Wanted, Response> answer) {
        ChangeForm form = ChangeForm.of(request);
        return switch (form.asked(register, dates.zone(), request.language())) {
            case Asked.For(ChangeFilter filter) -> answer.apply(new Wanted(filter, form, request));
            case Asked.Unclear _ -> new Response.NotFound();
        };
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

    private Response json(Wanted wanted) {
        Optional<String> before = wanted.request().queryParameter("przed");
        Mark mark = Mark.TOP;
        if (before.isPresent()) {
            Optional<Mark> found =
                    PublicChanges.entryNumber(before.get()).flatMap(register::findMark);
            if (found.isEmpty()) {
                return new Response.NotFound();
            }
            mark = found.get();
        }
        List<SiteRow> rows = register.listAfter(wanted.filter(), mark, JSON_ENTRIES);
        boolean isMore = rows.size() == JSON_ENTRIES;
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
        Language language = wanted.language();
        return new Response.Rows(
                "text/csv", "zmiany.csv", out -> writeRows(wanted.filter(), language, out));
    }

    private void writeRows(ChangeFilter filter, Language language, OutputStream out)
            throws IOException {
        write(
                out,
                Csv.line(
                        "numer",
                        "czas",
                        "rodzaj",
                        "tytul",
                        "wycofana",
                        "adres",
                        "wersja",
                        "powod",
                        "kto"));
        Mark mark = Mark.TOP;
        List<SiteRow> rows;
        do {
            rows = register.listAfter(filter, mark, CSV_ROWS);
            for (SiteRow row : rows) {
                write(out, line(row, language));
                mark = new Mark(row.changedAt(), row.id());
            }
        } while (rows.size() == CSV_ROWS);
    }

    private String line(SiteRow row, Language language) {
        Change change = Change.of(row, dates, language);
        return Csv.line(
                String.valueOf(row.id()),
                at(row),
                row.kind(),
                change.title(),
                row.isWithdrawn() ? "tak" : "nie",
                change.href().isEmpty() ? "" : absolute(change.href(), language),
                change.version() == 0 ? "" : String.valueOf(change.version()),
                row.reason(),
                row.login());
    }

    private static void write(OutputStream out, String line) throws IOException {
        out.write(line.getBytes(StandardCharsets.UTF_8));
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

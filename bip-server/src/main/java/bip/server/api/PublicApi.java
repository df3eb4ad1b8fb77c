package bip.server.api;

import bip.server.api.ApiMapper.PageRow;
import bip.server.api.ApiMapper.SectionRow;
import bip.server.api.ApiMapper.VersionRow;
import bip.server.database.Database;
import bip.server.publicbody.PublicBody;
import bip.server.publicbody.PublicBodyCatalog;
import bip.server.text.Markdown;
import bip.server.web.Access;
import bip.server.web.Request;
import bip.server.web.Response;
import bip.server.web.Routes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The door of this room: all that citizens may read, for programs (R61). Read-only; each answer has
 * an ETag and may be read by pages of other sites. What was withdrawn is a tombstone (410), what
 * never was a problem (404), and so is an address that no route has.
 */
public final class PublicApi {
    private static final String ROOM = "/api/";
    private static final String OPEN_API = "/api/openapi.json";

    private final JsonMapper json = new JsonMapper();
    private final Problems problems = new Problems(json);
    private final Database database;
    private final PublicBodyCatalog office;
    private final Addresses addresses;
    private final Documents documents;
    private final PublicCatalogue catalogue;

    /**
     * The interface of one bulletin.
     *
     * @param site address that citizens use, without a slash at its end; empty when not known
     */
    public PublicApi(Database database, PublicBodyCatalog office, Markdown markdown, String site) {
        this.database = database;
        this.office = office;
        this.addresses = new Addresses(site);
        this.documents = new Documents(addresses, markdown);
        this.catalogue = new PublicCatalogue(database, office, addresses);
    }

    public void register(Routes routes) {
        routes.get("/api", Access.PUBLIC, this::showGuide);
        catalogue.register(routes);
        register(routes, "/openapi.json", this::openApi);
        register(routes, "/office", this::office);
        register(routes, "/sections", this::listSections);
        register(routes, "/sections/{slug}", this::section);
        register(routes, "/pages", this::listPages);
        register(routes, "/pages/{id}", request -> withPage(request, this::page));
        register(routes, "/pages/{id}/versions", request -> withPage(request, this::versions));
        register(
                routes,
                "/pages/{id}/versions/{number}",
                request -> withPage(request, this::version));
        register(routes, "/changes", this::listChanges);
        register(routes, "/attachments/{id}", this::attachment);
        routes.forPrograms(ROOM);
    }

    private static void register(
            Routes routes, String template, Function<Request, Response> answer) {
        routes.get(Addresses.API + template, Access.PUBLIC, answer::apply);
    }

    private Response showGuide(Request request) {
        return Response.view(
                "api/show",
                Map.of(
                        "base",
                        addresses.api(""),
                        "site",
                        addresses.site(),
                        "registers",
                        PublicCatalogue.list(request.language())));
    }

    private Response openApi(Request request) {
        try (InputStream in = PublicApi.class.getResourceAsStream(OPEN_API)) {
            if (in == null) {
                throw new IllegalStateException(OPEN_API + " is not in this release");
            }
            return new Response.Data(
                    200, "application/json", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + OPEN_API, e);
        }
    }

    private Response office(Request request) {
        return office.find()
                .map(body -> data(documents.office(body)))
                .orElseGet(() -> problems.notFound("Nobody has entered the office's data yet."));
    }

    private Response listSections(Request request) {
        return data(
                new Shapes.Sections(
                        read(ApiMapper::listSections).stream().map(documents::section).toList()));
    }

    private Response section(Request request) {
        String slug = request.pathParameter("slug");
        return read(api -> api.findSection(slug))
                .map(row -> data(documents.section(row)))
                .orElseGet(() -> problems.notFound("There is no such section."));
    }

    private Response listPages(Request request) {
        Optional<Asked> asked = Asked.of(request);
        if (asked.isEmpty()) {
            return wrongPiece();
        }
        Optional<String> section = request.queryParameter("section");
        Optional<String> label = request.queryParameter("label");
        Optional<Long> sectionId =
                section.flatMap(slug -> read(api -> api.findSection(slug))).map(SectionRow::id);
        Optional<Long> labelId = label.flatMap(slug -> read(api -> api.findLabel(slug)));
        if (section.isPresent() && sectionId.isEmpty()) {
            return problems.badRequest("section: there is no such section");
        }
        if (label.isPresent() && labelId.isEmpty()) {
            return problems.badRequest("label: there is no such label");
        }
        Asked piece = asked.get();
        List<Shapes.PageHead> pages =
                read(api ->
                                api.listPages(
                                        piece.after(),
                                        sectionId.orElse(null),
                                        labelId.orElse(null),
                                        piece.limit()))
                        .stream()
                        .map(documents::head)
                        .toList();
        OptionalLong last = last(piece, pages, Shapes.PageHead::id);
        return data(new Shapes.Pages(pages, next("/pages", request, piece, last)));
    }

    private Response withPage(Request request, BiFunction<PageRow, Request, Response> answer) {
        Optional<PageRow> page =
                Asked.number(request.pathParameter("id"))
                        .flatMap(id -> read(api -> api.findPage(id)));
        if (page.isEmpty()) {
            return problems.notFound("There is no such page.");
        }
        return page.get().isWithdrawn() ? gone(page.get()) : answer.apply(page.get(), request);
    }

    private Response gone(PageRow page) {
        return problems.gone(page, current(page).map(VersionRow::title).orElse(""));
    }

    private Optional<VersionRow> current(PageRow page) {
        return read(api -> api.findVersion(page.id(), page.version()));
    }

    private Response page(PageRow page, Request request) {
        String publisher = office.find().map(PublicBody::name).orElse("");
        Documents.Extras extras =
                read(api ->
                        new Documents.Extras(
                                api.getLastChangeOf(page.id()),
                                api.listLabels(page.id()),
                                api.listExclusions(page.id()),
                                api.listAttachments(page.id())));
        return current(page)
                .map(version -> data(documents.page(page, version, publisher, extras)))
                .orElseGet(() -> problems.notFound("There is no such page."));
    }

    private Response versions(PageRow page, Request request) {
        Optional<Asked> asked = Asked.of(request);
        if (asked.isEmpty()) {
            return wrongPiece();
        }
        Asked piece = asked.get();
        List<Shapes.VersionHead> versions =
                read(api -> api.listVersions(page.id(), piece.after(), piece.limit())).stream()
                        .map(row -> documents.versionHead(page, row))
                        .toList();
        OptionalLong last = last(piece, versions, Shapes.VersionHead::number);
        return data(
                new Shapes.Versions(
                        versions, next("/pages/" + page.id() + "/versions", request, piece, last)));
    }

    private Response version(PageRow page, Request request) {
        return Asked.number(request.pathParameter("number"))
                .filter(number -> number <= page.version())
                .flatMap(number -> read(api -> api.findVersion(page.id(), number.intValue())))
                .map(row -> data(documents.version(page, row)))
                .orElseGet(() -> problems.notFound("The page has no such version."));
    }

    private Response listChanges(Request request) {
        Optional<Asked> asked = Asked.of(request);
        if (asked.isEmpty()) {
            return wrongPiece();
        }
        Asked piece = asked.get();
        List<Shapes.Change> changes =
                read(api -> api.listChanges(piece.after(), piece.limit())).stream()
                        .map(documents::change)
                        .toList();
        OptionalLong last = last(piece, changes, Shapes.Change::id);
        return data(new Shapes.Changes(changes, next("/changes", request, piece, last)));
    }

    private Response attachment(Request request) {
        return Asked.number(request.pathParameter("id"))
                .flatMap(id -> read(api -> api.findAttachment(id)))
                .flatMap(file ->
                        read(api -> api.findPage(file.pageId()))
                                .map(page ->
                                        page.isWithdrawn()
                                                ? gone(page)
                                                : data(documents.attachment(file))))
                .orElseGet(() -> problems.notFound("There is no such file."));
    }

    private Response wrongPiece() {
        return problems.badRequest(
                "after: a number; limit: a number from 1 to " + Asked.MOST + ", or nothing");
    }

    private static <T> OptionalLong last(
            Asked piece, List<T> entries, Function<T, ? extends Number> number) {
        return entries.size() < piece.limit()
                ? OptionalLong.empty()
                : OptionalLong.of(number.apply(entries.getLast()).longValue());
    }

    private @Nullable String next(String path, Request request, Asked piece, OptionalLong last) {
        if (last.isEmpty()) {
            return null;
        }
        StringBuilder next = new StringBuilder(addresses.api(path));
        next.append("?after=").append(last.getAsLong()).append("&limit=").append(piece.limit());
        for (String name : List.of("section", "label")) {
            request.queryParameter(name)
                    .ifPresent(value ->
                            next.append('&')
                                    .append(name)
                                    .append('=')
                                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        }
        return next.toString();
    }

    private <R> R read(Function<ApiMapper, R> work) {
        return database.read(ApiMapper.class, work);
    }

    private Response data(Object document) {
        return new Response.Data(200, "application/json", json.writeValueAsString(document));
    }
}

package bip.server.changeregister;

import bip.server.changeregister.ChangeForm.Asked;
import bip.server.changeregister.ChangeRegister.Kind;
import bip.server.changeregister.ChangeRegister.Piece;
import bip.server.text.Language;
import bip.server.text.PolishDates;
import bip.server.text.PolishDates.ShownTime;
import bip.server.web.Access;
import bip.server.web.Paging;
import bip.server.web.Request;
import bip.server.web.Response;
import bip.server.web.Routes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The door of this room for citizens: the changes of the whole site, the newest first, filtered by
 * day, section, person and kind (R24).
 *
 * <p>A piece is addressed by the entry that it follows, {@code ?przed=812}, so that its address
 * shows the same entries for ever although new ones come on top. Numbered pieces, {@code ?p=2}, are
 * answered as biuletyn-bip did (R64). Entries of a withdrawn page stay: what was published when may
 * be asked by a court (art. 8 ust. 6), and the withdrawal itself is a change of content (§ 16 ust.
 * 1). A filter that makes no sense is answered with 400, the form as it was filled in, and what is
 * wrong.
 */
public final class PublicChanges {

    static final String ADDRESS = "/zmiany";

    private static final int PIECE = 25;
    private static final int BAD_REQUEST = 400;

    private final ChangeRegister register;
    private final PolishDates dates;
    private final ChangeFeeds feeds;

    /**
     * The register of one bulletin.
     *
     * @param site address that citizens use, without a slash at its end; empty when not known
     * @param office whose bulletin it is
     */
    public PublicChanges(
            ChangeRegister register, PolishDates dates, String site, Supplier<String> office) {
        this.register = register;
        this.dates = dates;
        this.feeds = new ChangeFeeds(register, dates, site, office);
    }

    public void register(Routes routes) {
        routes.get(ADDRESS, Access.PUBLIC, this::showChanges);
        feeds.register(routes);
    }

    Response showChanges(Request request) {
        ChangeForm form = ChangeForm.of(request);
        return switch (form.asked(register, dates.zone(), request.language())) {
            case Asked.For(ChangeFilter filter) ->
                    piece(request, filter)
                            .map(piece -> show(piece, form, request))
                            .orElseGet(Response.NotFound::new);
            case Asked.Unclear(List<String> problems) ->
                    new Response.View(
                            BAD_REQUEST,
                            "changeregister/show",
                            model(new Piece(List.of(), 0, 0, 0), form, problems, request));
        };
    }

    private Optional<Piece> piece(Request request, ChangeFilter filter) {
        Optional<String> mark = request.queryParameter("przed");
        if (mark.isPresent()) {
            return entryNumber(mark.get())
                    .flatMap(id -> register.listOlderThan(filter, id, PIECE))
                    .filter(piece -> !piece.rows().isEmpty());
        }
        return Paging.asked(request).stream()
                .mapToObj(number -> register.listFrom(filter, (number - 1L) * PIECE, PIECE))
                .filter(piece -> !piece.rows().isEmpty() || piece.offset() == 0)
                .findFirst();
    }

    /** The number of an entry that {@code text} is. */
    static Optional<Long> entryNumber(String text) {
        return Optional.of(text)
                .filter(number -> number.matches("[1-9][0-9]{0,17}"))
                .map(Long::parseLong);
    }

    private Response show(Piece piece, ChangeForm form, Request request) {
        return Response.view("changeregister/show", model(piece, form, List.of(), request));
    }

    private Map<String, Object> model(
            Piece piece, ChangeForm form, List<String> problems, Request request) {
        Language language = request.language();
        Map<String, Object> model = new HashMap<>();
        model.put("form", form);
        model.put("problems", problems);
        model.put("filtered", !form.isEmpty());
        model.put("options", options(language));
        List<Change> changes =
                piece.rows().stream().map(row -> Change.of(row, dates, language)).toList();
        model.put("changes", changes);
        model.put("times", ShownTime.inOrder(changes.stream().map(Change::time).toList()));
        model.put("zone", dates.in(language).zoneName());
        model.put(
                "position",
                "%d–%d %s %d"
                        .formatted(
                                piece.offset() + 1,
                                piece.end(),
                                language.choose("z", "of"),
                                piece.total()));
        model.put("newer", newer(piece, form));
        model.put("older", older(piece, form));
        model.put("atom", form.addedTo(ADDRESS + ".atom", ""));
        model.put("json", form.addedTo(ADDRESS + ".json", ""));
        model.put("csv", form.addedTo(ADDRESS + ".csv", ""));
        return model;
    }

    private Options options(Language language) {
        return new Options(
                register.listSections().stream()
                        .map(section ->
                                new Option(
                                        section.slug(),
                                        "– ".repeat(section.depth())
                                                + language.choose(
                                                        section.title(), section.titleEn())))
                        .toList(),
                register.listAuthors().stream().map(login -> new Option(login, login)).toList(),
                Stream.of(Kind.values())
                        .map(kind -> new Option(ChangeForm.valueOf(kind), kind.words(language)))
                        .toList());
    }

    private static String newer(Piece piece, ChangeForm form) {
        if (piece.offset() == 0) {
            return "";
        }
        return form.addedTo(ADDRESS, piece.newerMark() == 0 ? "" : "przed=" + piece.newerMark());
    }

    private static String older(Piece piece, ChangeForm form) {
        return piece.end() < piece.total() && !piece.rows().isEmpty()
                ? form.addedTo(ADDRESS, "przed=" + piece.rows().getLast().id())
                : "";
    }

    /** What the form offers. */
    record Options(List<Option> sections, List<Option> authors, List<Option> kinds) {
        Options {
            sections = List.copyOf(sections);
            authors = List.copyOf(authors);
            kinds = List.copyOf(kinds);
        }
    }

    /** One choice of a list: what is sent, and what is read. */
    record Option(String value, String words) {}
}

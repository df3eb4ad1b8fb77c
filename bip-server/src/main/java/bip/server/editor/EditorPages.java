package bip.server.editor;

import bip.server.audit.AuditEntrance;
import bip.server.audit.AuditLog;
import bip.server.completeness.Completeness;
import bip.server.page.EditablePage;
import bip.server.page.PageEdit;
import bip.server.page.PageEditing;
import bip.server.text.Markdown;
import bip.server.text.PolishDates;
import bip.server.web.Access;
import bip.server.web.Request;
import bip.server.web.Response;
import bip.server.web.Routes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The door of this room: the list of pages, and a page under the editor's hands. */
public final class EditorPages {
    private static final int ON_A_LEAF = 50;

    /** An upgrade freezes for about so long. */
    private static final Duration FREEZE = Duration.ofSeconds(60);

    private static final String DESK = "/redakcja";
    private static final String PAGE = DESK + "/strona/{id}";

    private final PageEditing editing;
    private final AuditPages auditPages;
    private final Completeness completeness;
    private final Markdown markdown;
    private final PolishDates dates;

    public EditorPages(
            PageEditing editing,
            AuditLog audit,
            AuditEntrance entrance,
            Completeness completeness,
            Markdown markdown,
            PolishDates dates) {
        this.editing = editing;
        this.auditPages = new AuditPages(audit, entrance, dates);
        this.completeness = completeness;
        this.markdown = markdown;
        this.dates = dates;
    }

    public void register(Routes routes) {
        routes.get(DESK, Access.EDITOR, this::showList);
        routes.get(PAGE, Access.EDITOR, this::showPage);
        routes.post(PAGE, Access.EDITOR, this::takePage);
        auditPages.register(routes);
    }

    private Response showList(Request request) {
        List<PageEditing.Line> all = editing.listPublished();
        int leaves = Math.max(1, (all.size() + ON_A_LEAF - 1) / ON_A_LEAF);
        int leaf = Math.clamp(number(request.queryParameter("karta").orElse("1")), 1, leaves);
        var lines =
                all.stream()
                        .skip((long) (leaf - 1) * ON_A_LEAF)
                        .limit(ON_A_LEAF)
                        .map(line ->
                                new ListedPage(
                                        line.title(),
                                        DESK + "/strona/" + line.id(),
                                        dates.show(line.savedAt()),
                                        line.savedBy()))
                        .toList();
        return Response.view(
                "editor/list",
                Map.of(
                        "who",
                        request.signedIn(),
                        "gaps",
                        completeness.listGaps(),
                        "count",
                        all.size(),
                        "leaf",
                        leaf,
                        "leaves",
                        leaves,
                        "pages",
                        lines));
    }

    private Response showPage(Request request) {
        Optional<EditablePage> found = find(request);
        if (found.isEmpty()) {
            return new Response.NotFound();
        }
        EditablePage page = found.get();
        if (page.isWithdrawn()) {
            return withdrawn(page);
        }
        boolean saved = request.queryParameter("zapisano").isPresent();
        return new Screen(request, page).with("saved", saved).show(200, EditForm.of(page));
    }

    private Response takePage(Request request) {
        EditForm form = EditForm.typed(request);
        Optional<EditablePage> found = find(request);
        if (found.isEmpty()) {
            return new Response.NotFound();
        }
        Screen screen = new Screen(request, found.get());
        if (!request.field("zapisz").isEmpty()) {
            return save(request, form, screen);
        }
        return screen.with("preview", markdown.toHtml(form.markdown()))
                .with("imagesLeftOut", markdown.leavesOutImages(form.markdown()))
                .show(200, form);
    }

    private Response save(Request request, EditForm form, Screen screen) {
        Map<String, String> problems = form.problems(markdown::showsSomething);
        if (!problems.isEmpty()) {
            return screen.with("problems", problems).show(422, form);
        }
        return switch (editing.save(edit(request, screen.page, form))) {
            case PageEditing.Outcome.Saved _ ->
                    new Response.SeeOther(DESK + "/strona/" + screen.page.id() + "?zapisano");
            case PageEditing.Outcome.Unchanged(var now) ->
                    new Screen(request, now)
                            .with("unchanged", true)
                            .show(200, form.basedOn(now.revision()));
            case PageEditing.Outcome.Overtaken(var now) -> overtaken(request, now, form);
            case PageEditing.Outcome.Withdrawn(var now) -> withdrawn(now);
            case PageEditing.Outcome.Absent() -> new Response.NotFound();
            case PageEditing.Outcome.Frozen() ->
                    new Response.TryLater(screen.with("frozen", true).show(503, form), FREEZE);
        };
    }

    /** Both texts are shown; saving again is then a choice that was made in sight of the other. */
    private Response overtaken(Request request, EditablePage now, EditForm form) {
        return new Screen(request, now)
                .with("theirs", now)
                .with("theirTime", dates.show(now.savedAt()).words())
                .show(409, form.basedOn(now.revision()));
    }

    private Optional<EditablePage> find(Request request) {
        return editing.find(number(request.pathParameter("id")));
    }

    private static Response withdrawn(EditablePage page) {
        return new Response.Gone(page.title(), orDash(page.withdrawnReason()));
    }

    private static PageEdit edit(Request request, EditablePage page, EditForm form) {
        var who = request.signedIn();
        return new PageEdit(
                page.id(),
                form.basedOn(),
                form.title(),
                form.markdown(),
                form.reason(),
                who.accountId(),
                who.login(),
                request.client().getHostAddress());
    }

    private static String orDash(@Nullable String text) {
        return text == null || text.isEmpty() ? "–" : text;
    }

    /** A number in an address; 0, which nothing has, when it is none. */
    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** The screen with the form on it, as it is being put together. */
    private static final class Screen {
        private final EditablePage page;
        private final Map<String, Object> model = new HashMap<>();

        Screen(Request request, EditablePage page) {
            this.page = page;
            model.put("who", request.signedIn());
            model.put("page", page);
            model.put("problems", Map.of());
        }

        Screen with(String name, Object value) {
            model.put(name, value);
            return this;
        }

        Response show(int status, EditForm form) {
            model.put("form", form);
            return new Response.View(status, "editor/page", model);
        }
    }

    record ListedPage(String title, String href, PolishDates.ShownTime time, String who) {}
}

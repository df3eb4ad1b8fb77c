package bip.server.page;

import bip.server.page.PublicDays.PublicFile;
import bip.server.page.PublicDays.PublicPage;
import bip.server.text.Language;
import bip.server.text.PathSegment;
import bip.server.text.PolishDates;
import bip.server.text.PolishDates.ShownTime;
import bip.server.web.Access;
import bip.server.web.Paging;
import bip.server.web.Request;
import bip.server.web.Response;
import bip.server.web.Routes;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The door of this room for citizens who ask what was public when: the bulletin as of a day or a
 * moment, and the archive.
 */
public final class PublicHistory {
    private static final int PIECE = 50;
    private static final int ARCHIVE_PIECE = 25;
    private static final String ADDRESS = "/stan";
    private static final String DAY = "dzien";
    private static final String MOMENT = "chwila";

    /** A form that cannot be read as it was sent. */
    private static final int UNREADABLE = 422;

    private final PageCatalog catalog;
    private final PublicDays days;
    private final PolishDates dates;
    private final InstantSource clock;

    /**
     * History of one bulletin.
     *
     * @param clock tells which days are still to come
     */
    public PublicHistory(
            PageCatalog catalog, PublicDays days, PolishDates dates, InstantSource clock) {
        this.catalog = catalog;
        this.days = days;
        this.dates = dates;
        this.clock = clock;
    }

    public void register(Routes routes) {
        routes.get(ADDRESS, Access.PUBLIC, this::showState);
        routes.get("/archiwum", Access.PUBLIC, this::showArchive);
    }

    Response showState(Request request) {
        Optional<String> moment = request.queryParameter(MOMENT).filter(text -> !text.isBlank());
        Optional<String> day = request.queryParameter(DAY).filter(text -> !text.isBlank());
        if (moment.isEmpty() && day.isEmpty()) {
            return form(200, "", "");
        }
        Optional<AskedMoment> asked =
                moment.isPresent()
                        ? moment.flatMap(AskedMoment::ofMoment)
                        : day.flatMap(text -> AskedMoment.ofDay(text, dates.zone()));
        if (asked.isEmpty()) {
            return form(UNREADABLE, "", "unreadable");
        }
        return isToCome(asked.get())
                ? form(UNREADABLE, dayOf(asked.get()), "tocome")
                : state(asked.get(), request);
    }

    Response showArchive(Request request) {
        OptionalInt number = Paging.asked(request);
        if (number.isEmpty()) {
            return new Response.NotFound();
        }
        int offset = (number.getAsInt() - 1) * ARCHIVE_PIECE;
        PageCatalog.Archive archive = catalog.listArchived(offset, ARCHIVE_PIECE);
        Paging paging = Paging.of("/archiwum", number.getAsInt(), archive.total(), ARCHIVE_PIECE);
        if (!paging.exists()) {
            return new Response.NotFound();
        }
        PolishDates shown = dates.in(request.language());
        return Response.view(
                "page/archive",
                Map.of(
                        "pages",
                                archive.pages().stream()
                                        .map(page ->
                                                new Archived(
                                                        page.title().strip(),
                                                        page.href(),
                                                        shown.show(page.at()),
                                                        page.reason()))
                                        .toList(),
                        "total", archive.total(),
                        "paging", paging));
    }

    private boolean isToCome(AskedMoment asked) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), dates.zone());
        return asked.day()
                .map(day -> day.isAfter(today))
                .orElseGet(() -> asked.moment().isAfter(clock.instant()));
    }

    private static String dayOf(AskedMoment asked) {
        return asked.day().map(LocalDate::toString).orElse("");
    }

    private Response form(int status, String day, String problem) {
        Map<String, Object> model = formModel(day);
        model.put("problem", problem);
        model.put("asked", false);
        return new Response.View(status, "page/day", model);
    }

    private Map<String, Object> formModel(String day) {
        Map<String, Object> model = new HashMap<>();
        model.put("day", day);
        model.put("today", LocalDate.ofInstant(clock.instant(), dates.zone()).toString());
        return model;
    }

    private Response state(AskedMoment asked, Request request) {
        OptionalInt number = Paging.asked(request);
        Instant moment = asked.moment();
        String query =
                asked.day().map(day -> DAY + "=" + day).orElseGet(() -> MOMENT + "=" + moment);
        long total = days.countAt(moment);
        Paging paging = Paging.of(ADDRESS + "?" + query, number.orElse(1), total, PIECE);
        if (number.isEmpty() || !paging.exists()) {
            return new Response.NotFound();
        }
        PolishDates shown = dates.in(request.language());
        Map<String, Object> model = formModel(dayOf(asked));
        model.put("problem", "");
        model.put("asked", true);
        model.put("noindex", true);
        model.put("total", total);
        model.put("unknown", days.countUnknownAt(moment));
        model.put("wholeDay", asked.day().isPresent());
        model.put("goingOn", asked.day().isPresent() && moment.isAfter(clock.instant()));
        model.put(
                "words", asked.day().map(shown::show).orElseGet(() -> shown.show(moment).words()));
        model.put("groups", groups(moment, paging, request.language()));
        model.put("paging", paging);
        return Response.view("page/day", model);
    }

    private List<Group> groups(Instant moment, Paging paging, Language language) {
        var groups = new ArrayList<Group>();
        for (PublicPage page : days.listAt(moment, paging.offset(), PIECE)) {
            String section =
                    page.sectionTitle().isEmpty()
                            ? ""
                            : language.choose(page.sectionTitle(), page.sectionTitleEnglish());
            if (groups.isEmpty() || !groups.getLast().section().equals(section)) {
                groups.add(new Group(section, new ArrayList<>()));
            }
            groups.getLast().pages().add(shown(page));
        }
        return groups;
    }

    private static DayPage shown(PublicPage page) {
        return new DayPage(
                page.title().strip(),
                PageAddress.versionOf(page.slugNow(), page.revision()),
                page.revision(),
                page.archived(),
                page.withdrawnNow(),
                page.textLater(),
                page.files().stream()
                        .map(file ->
                                new DayFile(
                                        file.title(),
                                        file.goneNow() || page.withdrawnNow() ? "" : href(file)))
                        .toList());
    }

    /** Written here because this room knows no other room's code, only their values. */
    private static String href(PublicFile file) {
        return "/zalacznik/" + file.id() + "/" + PathSegment.encode(file.fileName());
    }

    record Archived(String title, String href, ShownTime time, String reason) {}

    /**
     * Pages of one section.
     *
     * @param section its title; empty for pages in none
     */
    record Group(String section, List<DayPage> pages) {}

    record DayPage(
            String title,
            String href,
            int revision,
            boolean archived,
            boolean withdrawnNow,
            boolean textLater,
            List<DayFile> files) {}

    /**
     * A file of that time.
     *
     * @param href empty when it cannot be read any more
     */
    record DayFile(String title, String href) {}
}

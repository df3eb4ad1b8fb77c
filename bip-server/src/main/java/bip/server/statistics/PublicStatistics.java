package bip.server.statistics;

import bip.server.database.Database;
import bip.server.page.PageAddress;
import bip.server.text.PolishDates;
import bip.server.web.Access;
import bip.server.web.Request;
import bip.server.web.Response;
import bip.server.web.Routes;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;

/** The door of this room for citizens: how often the bulletin's pages are read, also as CSV. */
public final class PublicStatistics {
    private static final String ADDRESS = "/statystyka";

    /** Rows of the CSV; a bulletin of some hundred pages needs ten years for so many. */
    private static final int ROWS = 50_000;

    private final Statistics statistics;
    private final PolishDates dates;

    public PublicStatistics(Database database, PolishDates dates, InstantSource clock) {
        this.statistics = new Statistics(database, clock);
        this.dates = dates;
    }

    public void register(Routes routes) {
        routes.get(ADDRESS, Access.PUBLIC, this::show);
        routes.get(ADDRESS + ".csv", Access.PUBLIC, this::showCsv);
    }

    private Response show(Request request) {
        Statistics.Summary summary = statistics.find();
        PolishDates words = dates.in(request.language());
        String since = summary.total().since();
        List<Month> months =
                summary.months().stream()
                        .map(month ->
                                new Month(
                                        month.month(),
                                        words.show(YearMonth.parse(month.month())),
                                        grouped(month.visits())))
                        .toList();
        List<ReadPage> pages =
                summary.mostRead().stream()
                        .map(page ->
                                new ReadPage(
                                        page.title().strip(),
                                        PageAddress.of(page.slug()),
                                        grouped(page.visits())))
                        .toList();
        return Response.view(
                "statistics/show",
                Map.of(
                        "visits",
                        grouped(summary.total().visits()),
                        "read",
                        grouped(summary.total().pages()),
                        "since",
                        since == null ? "" : words.show(LocalDate.parse(since)),
                        "months",
                        months,
                        "pages",
                        pages));
    }

    /** Columns in Polish, as every file of this bulletin has them in both languages. */
    private Response showCsv(Request request) {
        var csv = new StringBuilder("miesiąc,adres,tytuł,wyświetlenia\r\n");
        for (VisitMapper.MonthOfPage row : statistics.listMonthsOfPages(ROWS)) {
            csv.append(row.month())
                    .append(',')
                    .append(quoted(PageAddress.of(row.slug())))
                    .append(',')
                    .append(quoted(row.title().strip()))
                    .append(',')
                    .append(row.visits())
                    .append("\r\n");
        }
        return new Response.Document("text/csv", csv.toString(), "statystyka.csv");
    }

    /** RFC 4180; no spreadsheet takes a title for a formula (CWE-1236). */
    private static String quoted(String text) {
        String plain = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
        return '"' + plain.replace("\"", "\"\"") + '"';
    }

    /** With blanks that do not break, as both languages may have it: {@code 12 345}. */
    private static String grouped(long number) {
        return Long.toString(number).replaceAll("(?<=\\d)(?=(\\d{3})+$)", "\u00a0");
    }

    record Month(String machine, String words, String visits) {}

    record ReadPage(String title, String href, String visits) {}
}

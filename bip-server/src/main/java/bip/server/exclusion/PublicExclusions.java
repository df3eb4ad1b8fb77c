package bip.server.exclusion;

import bip.server.database.Database;
import bip.server.page.PageAddress;
import bip.server.page.PageSupplements.WithheldPart;
import bip.server.text.Csv;
import bip.server.text.PolishDates;
import bip.server.web.Access;
import bip.server.web.Paging;
import bip.server.web.Request;
import bip.server.web.Response;
import bip.server.web.Routes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The door of this room for citizens: exclusions of a page, and the list of all. */
public final class PublicExclusions {
    private static final String ADDRESS = "/wylaczenia";
    private static final int PIECE = 25;

    /** Read at a time; no read stays open while a slow asker takes them. */
    private static final int CSV_ROWS = 500;

    private final Database database;
    private final PolishDates dates;
    private final String site;

    /**
     * Exclusions of one bulletin.
     *
     * @param site address that citizens use, without a slash at its end; empty when not known
     */
    public PublicExclusions(Database database, PolishDates dates, String site) {
        this.database = database;
        this.dates = dates;
        this.site = site;
    }

    public void register(Routes routes) {
        routes.get(ADDRESS, Access.PUBLIC, this::show);
        routes.get(ADDRESS + ".csv", Access.PUBLIC, this::showCsv);
    }

    /** What is withheld on a page, in the order of its entering. */
    public List<WithheldPart> listOfPage(long pageId) {
        return database.read(ExclusionMapper.class, mapper -> mapper.listOfPage(pageId)).stream()
                .map(PublicExclusions::shown)
                .toList();
    }

    private Response show(Request request) {
        OptionalInt number = Paging.asked(request);
        if (number.isEmpty()) {
            return new Response.NotFound();
        }
        Paging paging =
                Paging.of(
                        ADDRESS,
                        number.getAsInt(),
                        database.read(ExclusionMapper.class, ExclusionMapper::count),
                        PIECE);
        if (!paging.exists()) {
            return new Response.NotFound();
        }
        PolishDates words = dates.in(request.language());
        List<Listed> entries =
                database
                        .read(ExclusionMapper.class, mapper -> mapper.list(paging.offset(), PIECE))
                        .stream()
                        .map(row -> Listed.of(row, words))
                        .toList();
        return Response.view("exclusion/show", Map.of("entries", entries, "paging", paging));
    }

    /** Columns in Polish, as every file of this bulletin has them in both languages (R61). */
    private Response showCsv(Request request) {
        String prefix = site + request.language().prefix();
        return new Response.Rows("text/csv", "wylaczenia.csv", out -> writeRows(prefix, out));
    }

    private void writeRows(String prefix, OutputStream out) throws IOException {
        write(
                out,
                "tytul",
                "adres",
                "zakres",
                "podstawa",
                "kto_wylaczyl",
                "w_interesie",
                "wpisano");
        int offset = 0;
        List<ExclusionMapper.Row> rows;
        do {
            int from = offset;
            rows = database.read(ExclusionMapper.class, mapper -> mapper.list(from, CSV_ROWS));
            for (ExclusionMapper.Row row : rows) {
                WithheldPart part = shown(row);
                write(
                        out,
                        row.title().strip(),
                        row.isWithdrawn() ? "" : prefix + PageAddress.of(row.slug()),
                        part.scope(),
                        part.legalBasis(),
                        part.excludedBy(),
                        part.inInterestOf(),
                        row.enteredAt().toString());
            }
            offset += CSV_ROWS;
        } while (rows.size() == CSV_ROWS);
    }

    private static void write(OutputStream out, String... values) throws IOException {
        out.write(Csv.line(values).getBytes(StandardCharsets.UTF_8));
    }

    private static WithheldPart shown(ExclusionMapper.Row row) {
        String interest = row.inInterestOf();
        return new WithheldPart(
                row.scope(), row.legalBasis(), row.excludedBy(), interest == null ? "" : interest);
    }

    /**
     * An exclusion in the list.
     *
     * @param href of its page; empty for a withdrawn one
     */
    record Listed(String title, String href, WithheldPart part, PolishDates.ShownTime entered) {
        static Listed of(ExclusionMapper.Row row, PolishDates words) {
            return new Listed(
                    row.title().strip(),
                    row.isWithdrawn() ? "" : PageAddress.of(row.slug()),
                    shown(row),
                    words.show(row.enteredAt()));
        }
    }
}

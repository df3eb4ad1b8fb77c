package bip.server.api;

import bip.server.api.ApiMapper.HeadRow;
import bip.server.database.Database;
import bip.server.text.Csv;
import bip.server.web.Request;
import bip.server.web.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** All pages that can be read, as CSV, in the order of their entering (R61). */
final class PagesCsv {
    static final String ADDRESS = "/mapa.csv";

    /** Read at a time; no read stays open while a slow asker takes them. */
    private static final int PIECE = 500;

    private final Database database;
    private final String site;

    PagesCsv(Database database, String site) {
        this.database = database;
        this.site = site;
    }

    Response show(Request request) {
        var addresses = new Addresses(site + request.language().prefix());
        return new Response.Rows("text/csv", "strony.csv", out -> write(addresses, out));
    }

    private void write(Addresses addresses, OutputStream out) throws IOException {
        line(
                out,
                "numer",
                "tytul",
                "adres",
                "dzial",
                "stan",
                "wersja",
                "opublikowano",
                "zmieniono");
        long last = 0;
        List<HeadRow> rows;
        do {
            long after = last;
            rows = database.read(ApiMapper.class, api -> api.listPages(after, null, null, PIECE));
            for (HeadRow row : rows) {
                String section = row.section();
                line(
                        out,
                        String.valueOf(row.id()),
                        row.title().strip(),
                        addresses.page(row.slug()),
                        section == null ? "" : section,
                        row.state(),
                        String.valueOf(row.version()),
                        row.createdAt().toString(),
                        row.savedAt().toString());
                last = row.id();
            }
        } while (rows.size() == PIECE);
    }

    private static void line(OutputStream out, String... values) throws IOException {
        out.write(Csv.line(values).getBytes(StandardCharsets.UTF_8));
    }
}

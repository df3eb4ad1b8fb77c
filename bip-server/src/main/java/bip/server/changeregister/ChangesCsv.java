package bip.server.changeregister;

import bip.server.changeregister.ChangeMapper.Mark;
import bip.server.changeregister.ChangeMapper.SiteRow;
import bip.server.text.Csv;
import bip.server.text.Language;
import bip.server.text.PolishDates;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * All chosen entries as rows for a spreadsheet, in one language from the first line to the last.
 */
final class ChangesCsv {

    /** Read at a time; no read stays open while a slow asker takes them. */
    private static final int PIECE = 500;

    private final ChangeRegister register;
    private final PolishDates dates;
    private final String site;

    ChangesCsv(ChangeRegister register, PolishDates dates, String site) {
        this.register = register;
        this.dates = dates;
        this.site = site;
    }

    void write(ChangeFilter filter, Language language, OutputStream out) throws IOException {
        write(out, head(language));
        Mark mark = Mark.TOP;
        List<SiteRow> rows;
        do {
            rows = register.listAfter(filter, mark, PIECE);
            for (SiteRow row : rows) {
                write(out, line(row, language));
                mark = new Mark(row.changedAt(), row.id());
            }
        } while (rows.size() == PIECE);
    }

    private static String head(Language language) {
        return language.choose(
                Csv.line(
                        "numer",
                        "czas (UTC)",
                        "rodzaj",
                        "tytul",
                        "wycofana",
                        "adres",
                        "wersja",
                        "powod",
                        "kto"),
                Csv.line(
                        "number",
                        "time (UTC)",
                        "kind",
                        "title",
                        "withdrawn",
                        "address",
                        "version",
                        "reason",
                        "who"));
    }

    private String line(SiteRow row, Language language) {
        Change change = Change.of(row, dates, language);
        return Csv.line(
                String.valueOf(row.id()),
                row.changedAt().toString(),
                change.kind(),
                change.title(),
                row.isWithdrawn() ? language.choose("tak", "yes") : language.choose("nie", "no"),
                change.href().isEmpty() ? "" : site + language.prefix() + change.href(),
                change.version() == 0 ? "" : String.valueOf(change.version()),
                row.reason(),
                row.login());
    }

    private static void write(OutputStream out, String line) throws IOException {
        out.write(line.getBytes(StandardCharsets.UTF_8));
    }
}

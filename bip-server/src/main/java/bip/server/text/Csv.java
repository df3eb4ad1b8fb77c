package bip.server.text;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Lines of comma-separated values (RFC 4180). A value that a spreadsheet would take for a formula
 * gets an apostrophe before it: what editors and citizens wrote must not run anywhere.
 */
public final class Csv {
    private static final String FORMULA = "=+-@\t\r";

    private Csv() {}

    /** One line with its end. */
    public static String line(String... values) {
        return Arrays.stream(values).map(Csv::value).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String value(String text) {
        boolean isFormula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
        String safe = isFormula ? "'" + text : text;
        boolean isPlain = safe.chars().noneMatch(letter -> "\",\r\n".indexOf(letter) >= 0);
        return isPlain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}

package bip.server.exclusion;

import bip.server.text.Visible;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An exclusion to be entered.
 *
 * @param scope what is withheld
 * @param legalBasis the provision that allows it
 * @param excludedBy organ or person who decided it
 * @param inInterestOf whose privacy or secret is protected (art. 5 ust. 2); else empty
 */
public record Exclusion(
        long pageId, String scope, String legalBasis, String excludedBy, String inInterestOf) {

    /** {@code art. 5 ust. 2}, also among others: {@code art. 5 ust. 1 i 2}. */
    private static final Pattern PRIVACY_OR_TRADE_SECRET =
            Pattern.compile(
                    "\\bart\\.?\\s*5\\s*,?\\s*ust\\.?\\s*(?:\\d+[a-z]?\\s*(?:,|i|oraz|lub)\\s*)*2(?!\\d)",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final int LONGEST = 2000;

    public Exclusion {
        scope = scope.strip();
        legalBasis = legalBasis.strip();
        excludedBy = excludedBy.strip();
        inInterestOf = inInterestOf.strip();
    }

    /** What is missing or wrong, in Polish, by the name of the field; empty when nothing is. */
    public Map<String, String> problems() {
        var problems = new LinkedHashMap<String, String>();
        check(problems, "scope", scope, "Podaj zakres wyłączenia: czego nie udostępniono.");
        check(problems, "legalBasis", legalBasis, "Podaj podstawę prawną wyłączenia jawności.");
        check(problems, "excludedBy", excludedBy, "Wskaż organ lub osobę, które je zarządziły.");
        if (inInterestOf.length() > LONGEST) {
            problems.put("inInterestOf", "Tekst jest za długi.");
        }
        if (inInterestOf.isEmpty() && PRIVACY_OR_TRADE_SECRET.matcher(legalBasis).find()) {
            problems.put(
                    "inInterestOf",
                    "Przy art. 5 ust. 2 wskaż, w czyim interesie wyłączono jawność.");
        }
        return problems;
    }

    private static void check(
            Map<String, String> problems, String field, String text, String missing) {
        if (!Visible.isIn(text)) {
            problems.put(field, missing);
        } else if (text.length() > LONGEST) {
            problems.put(field, "Tekst jest za długi.");
        }
    }
}

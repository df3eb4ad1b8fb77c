package bip.ctl.report;

import static java.time.temporal.ChronoField.MONTH_OF_YEAR;

import java.math.BigInteger;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Set;

/** Numbers that mean a person or an account, told by their check digits. */
final class Numbers {

    /** Ustawa o ewidencji ludności, art. 15 ust. 4 with the regulation on PESEL: the weights. */
    private static final int[] PESEL_WEIGHTS = {1, 3, 7, 9, 1, 3, 7, 9, 1, 3};

    /** ISO 13616: a valid account number leaves 1. */
    private static final BigInteger IBAN_MODULUS = BigInteger.valueOf(97);

    private static final int SHORTEST_IBAN = 15;

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    /** {@code 44-05-14-01359}: nobody writes more of them. */
    private static final int MOST_SEPARATORS = 3;

    private Numbers() {}

    /**
     * Whether the digits in {@code text}, its separators aside, are a PESEL: of a day of birth and
     * with its check digit.
     */
    static boolean isPesel(String text) {
        String digits = text.replaceAll("\\D", "");
        if (digits.length() != PESEL_WEIGHTS.length + 1
                || digits.length() + MOST_SEPARATORS < text.length()
                || !isBirth(digits)) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < PESEL_WEIGHTS.length; i++) {
            sum += PESEL_WEIGHTS[i] * (digits.charAt(i) - '0');
        }
        return (10 - sum % 10) % 10 == digits.charAt(10) - '0';
    }

    /** The regulation on PESEL: 20 is added to the month of births from 2000 on, 80 before 1900. */
    private static boolean isBirth(String digits) {
        int month = Integer.parseInt(digits, 2, 4, 10);
        int century =
                switch (month / 20) {
                    case 0 -> 1900;
                    case 1 -> 2000;
                    case 4 -> 1800;
                    default -> 0;
                };
        int year = century + Integer.parseInt(digits, 0, 2, 10);
        int day = Integer.parseInt(digits, 4, 6, 10);
        return century > 0
                && MONTH_OF_YEAR.range().isValidValue(month % 20)
                && YearMonth.of(year, month % 20).isValidDay(day);
    }

    /**
     * Whether 26 digits are a Polish account number: told by its name, its groups or its check
     * digits.
     */
    static boolean isPolishAccount(String text) {
        String bare = text.replaceAll("[^A-Za-z0-9]", "");
        return (bare.length() != text.length()
                        && text.matches("(?i)(?:PL[ -]?)?\\d{2}(?:[ \u00a0-]\\d{4}){6}"))
                || isIban(text.regionMatches(true, 0, "PL", 0, 2) ? text : "PL" + text);
    }

    /** How many characters at the beginning of {@code text}, in whole words, are an IBAN, or 0. */
    static int ibanLength(String text) {
        for (int end = text.length(); end >= SHORTEST_IBAN; end--) {
            if (isEndOfWord(text, end) && isIban(text.substring(0, end))) {
                return end;
            }
        }
        return 0;
    }

    private static boolean isEndOfWord(String text, int end) {
        return Character.isLetterOrDigit(text.charAt(end - 1))
                && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
    }

    private static boolean isIban(String text) {
        String bare = text.replaceAll("[^A-Za-z0-9]", "");
        if (bare.length() < SHORTEST_IBAN || !isCountry(bare.substring(0, 2))) {
            return false;
        }
        var number = new StringBuilder();
        (bare.substring(4) + bare.substring(0, 4))
                .chars()
                .forEach(c -> number.append(Character.digit(c, 36)));
        return new BigInteger(number.toString()).mod(IBAN_MODULUS).equals(BigInteger.ONE);
    }

    private static boolean isCountry(String code) {
        return COUNTRIES.contains(code.toUpperCase(Locale.ROOT));
    }
}

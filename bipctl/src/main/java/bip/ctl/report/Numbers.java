package bip.ctl.report;

import java.math.BigInteger;

/** Numbers that mean a person or an account, told by their check digits. */
final class Numbers {

    /** Ustawa o ewidencji ludności, art. 15 ust. 4 with the regulation on PESEL: the weights. */
    private static final int[] PESEL_WEIGHTS = {1, 3, 7, 9, 1, 3, 7, 9, 1, 3};

    /** ISO 13616: a valid account number leaves 1. */
    private static final BigInteger IBAN_MODULUS = BigInteger.valueOf(97);

    private static final int SHORTEST_IBAN = 15;

    private Numbers() {}

    /** Whether the digits in {@code text}, its separators aside, are a PESEL. */
    static boolean isPesel(String text) {
        String digits = text.replaceAll("\\D", "");
        if (digits.length() != PESEL_WEIGHTS.length + 1) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < PESEL_WEIGHTS.length; i++) {
            sum += PESEL_WEIGHTS[i] * (digits.charAt(i) - '0');
        }
        return (10 - sum % 10) % 10 == digits.charAt(10) - '0';
    }

    /** How many characters at the beginning of {@code text} are an IBAN; 0 when none are. */
    static int ibanLength(String text) {
        for (int end = text.length(); end >= SHORTEST_IBAN; end--) {
            if (Character.isLetterOrDigit(text.charAt(end - 1)) && isIban(text.substring(0, end))) {
                return end;
            }
        }
        return 0;
    }

    private static boolean isIban(String text) {
        String bare = text.replaceAll("[^A-Za-z0-9]", "");
        if (bare.length() < SHORTEST_IBAN) {
            return false;
        }
        var number = new StringBuilder();
        (bare.substring(4) + bare.substring(0, 4))
                .chars()
                .forEach(c -> number.append(Character.digit(c, 36)));
        return new BigInteger(number.toString()).mod(IBAN_MODULUS).equals(BigInteger.ONE);
    }
}

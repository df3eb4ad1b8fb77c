package bip.server.text;

/** Numbers with the form of the noun that Polish puts after them. */
public final class PolishNumerals {

    private PolishNumerals() {}

    /**
     * {@code 1 strona}, {@code 2 strony}, {@code 5 stron}, {@code 12 stron}, {@code 22 strony}.
     *
     * @param number not negative
     * @param few after 2, 3, 4, 22, 33, but not after 12 to 14
     */
    public static String count(long number, String one, String few, String many) {
        return number + " " + form(number, one, few, many);
    }

    private static String form(long number, String one, String few, String many) {
        if (number == 1) {
            return one;
        }
        long unit = number % 10;
        long rest = number % 100;
        boolean isFew = unit >= 2 && unit <= 4 && (rest < 12 || rest > 14);
        return isFew ? few : many;
    }
}

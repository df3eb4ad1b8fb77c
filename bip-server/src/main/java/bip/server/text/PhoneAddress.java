package bip.server.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Telephone numbers as offices write them, as addresses that a telephone can call (RFC 3966). */
public final class PhoneAddress {
    private static final Pattern ONE_NUMBER =
            Pattern.compile("(\\+?)([0-9 ()/-]{7,24}?)(?:,? ?wew\\.? ?([0-9]{1,6}))?");

    private static final int DIGITS_IN_POLAND = 9;
    private static final int LEAST_ABROAD = 7;
    private static final int MOST_ABROAD = 15;
    private static final String POLAND = "48";

    private PhoneAddress() {}

    /**
     * {@code tel:+48225550100;ext=12} for {@code (22) 555 01 00 wew. 12}; empty for what is not
     * plainly one number, which then stays text: a wrong number is worse than none to tap.
     */
    public static String of(String written) {
        Matcher parts = ONE_NUMBER.matcher(written.strip());
        if (!parts.matches()) {
            return "";
        }
        String digits = parts.group(2).replaceAll("[^0-9]", "");
        String extension = parts.group(3) == null ? "" : ";ext=" + parts.group(3);
        if (!parts.group(1).isEmpty()) {
            boolean fits = digits.length() >= LEAST_ABROAD && digits.length() <= MOST_ABROAD;
            return fits ? "tel:+" + digits + extension : "";
        }
        return digits.length() == DIGITS_IN_POLAND ? "tel:+" + POLAND + digits + extension : "";
    }
}

package bip.server.web;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The piece of a file that was asked for (RFC 9110 14.2), so that a download that broke off goes on
 * where it stopped. One piece; who asks for several gets the whole, as the standard allows.
 */
sealed interface WantedBytes {
    /**
     * A piece.
     *
     * @param first offset of its first byte
     * @param length at least 1
     */
    record Piece(long first, long length) implements WantedBytes {}

    /** All of it. */
    record Whole() implements WantedBytes {}

    /** A piece that lies behind the end. */
    record Nothing() implements WantedBytes {}

    /** No file is as long as 18 digits tell, and longer numbers do not fit. */
    Pattern ONE = Pattern.compile("(?i)bytes=\\s*([0-9]{0,18})-([0-9]{0,18})\\s*");

    /**
     * What the headers ask for.
     *
     * @param range as sent; empty for none. What cannot be understood counts as none
     * @param ifRange as sent: only while the file is what that says; a date never is enough
     * @param tag of the file, quoted
     * @param length of the file
     */
    static WantedBytes of(
            Optional<String> range, Optional<String> ifRange, String tag, long length) {
        Matcher asked = ONE.matcher(range.orElse(""));
        boolean isOther = ifRange.filter(known -> !known.strip().equals(tag)).isPresent();
        if (isOther || !asked.matches()) {
            return new Whole();
        }
        String first = asked.group(1);
        String last = asked.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? new Whole() : tail(Long.parseLong(last), length);
        }
        long from = Long.parseLong(first);
        long to = last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last);
        if (to < from) {
            return new Whole();
        }
        return from >= length
                ? new Nothing()
                : new Piece(from, Math.min(to, length - 1) - from + 1);
    }

    private static WantedBytes tail(long bytes, long length) {
        long taken = Math.min(bytes, length);
        return taken == 0 ? new Nothing() : new Piece(length - taken, taken);
    }
}

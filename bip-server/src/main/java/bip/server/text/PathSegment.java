package bip.server.text;

import java.nio.charset.StandardCharsets;

/** One part of an address's path, between two slashes. */
public final class PathSegment {

    /** Unreserved characters, sub-delimiters, ":" and "@" of RFC 3986 section 3.3. */
    private static final String PLAIN =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@";

    /** A segment of this many letters, encoded, still fits into an address that is taken. */
    private static final int LONGEST = 300;

    private PathSegment() {}

    /** Browsers leave it as it is, and it can be typed: one part, no step up, nothing unseen. */
    public static boolean isUsable(String text) {
        return !text.isBlank()
                && text.equals(text.strip())
                && !text.equals(".")
                && !text.equals("..")
                && text.length() <= LONGEST
                && text.chars()
                        .noneMatch(letter -> letter == '/' || Character.isISOControl(letter));
    }

    /** {@code text} percent-encoded in UTF-8, where it has to be: a colon stays a colon. */
    public static String encode(String text) {
        var encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet > 0 && PLAIN.indexOf(octet) >= 0) {
                encoded.append((char) octet);
            } else {
                encoded.append("%%%02X".formatted(octet & 0xff));
            }
        }
        return encoded.toString();
    }
}

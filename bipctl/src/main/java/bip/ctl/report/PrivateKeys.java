package bip.ctl.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Private keys in PEM (RFC 7468), which run over many lines, or over one with {@code \\n} in it.
 */
final class PrivateKeys {

    private static final String LABEL = "[A-Z\\d ]{0,40}PRIVATE KEY(?: BLOCK)?-----";

    private static final Pattern BEGIN = Pattern.compile("-----BEGIN " + LABEL);

    private static final Pattern END = Pattern.compile("-----END " + LABEL);

    /** What follows a beginning whose end is missing: the line's rest, and lines of Base64. */
    private static final Pattern BODY =
            Pattern.compile("[^\n]*+(?:\n[ \t]*+[A-Za-z\\d+/=]{8,}+[ \t\r]*+(?=\n|\\z)){0,400}+");

    /** In characters: an RSA key of 16,384 bits has 12,800. */
    private static final int LONGEST = 20_000;

    private PrivateKeys() {}

    /** {@code text} with {@code mark} in the place of each. */
    static String without(String text, String mark) {
        Matcher begin = BEGIN.matcher(text);
        var kept = new StringBuilder();
        int done = 0;
        while (begin.find(done)) {
            kept.append(text, done, begin.start()).append(mark);
            done = end(text, begin.end());
        }
        return kept.append(text, done, text.length()).toString();
    }

    private static int end(String text, int from) {
        Matcher end = END.matcher(text).region(from, Math.min(text.length(), from + LONGEST));
        if (end.find()) {
            return end.end();
        }
        Matcher body = BODY.matcher(text).region(from, text.length());
        return body.lookingAt() ? body.end() : from;
    }
}

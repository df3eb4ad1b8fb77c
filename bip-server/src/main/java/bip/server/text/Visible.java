package bip.server.text;

import java.util.regex.Pattern;

/**
 * What of a text can be seen. Unicode has letters that show nothing, and marks that make the rest
 * of a line run the other way, so that a name in a log reads as another.
 */
public final class Visible {

    /** Of the controls only these lay a text out. */
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}&&[^\\t\\n\\r]]");

    /** Unicode Standard Annex 9: marks, embeddings, overrides and isolates. */
    private static final Pattern DIRECTIONS =
            Pattern.compile("[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

    private static final Pattern BREAKS =
            Pattern.compile(" *[\\t\\n\\x0B\\f\\r\\u0085\\u2028\\u2029]+ *");

    /** Letters and marks that are drawn, but for those that are drawn as nothing. */
    private static final Pattern SHOWN =
            Pattern.compile(
                    "[\\p{L}\\p{N}\\p{P}\\p{S}&&[^\\u115F\\u1160\\u17B4\\u17B5\\u3164\\uFFA0\\u2800]]");

    private Visible() {}

    /** Something of {@code text} can be seen. */
    public static boolean isIn(String text) {
        return SHOWN.matcher(text).find();
    }

    /** {@code text} holds a control character that lays nothing out, such as NUL. */
    public static boolean hasControls(String text) {
        return CONTROLS.matcher(text).find();
    }

    /** {@code text} without control characters, but for tabs and ends of lines. */
    public static String withoutControls(String text) {
        return CONTROLS.matcher(text).replaceAll("");
    }

    /** {@code text} in one line that reads in its own direction, without control characters. */
    public static String line(String text) {
        String one = BREAKS.matcher(DIRECTIONS.matcher(text).replaceAll("")).replaceAll(" ");
        return CONTROLS.matcher(one).replaceAll("").strip();
    }
}

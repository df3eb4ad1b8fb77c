package bip.ctl.channel;

import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.regex.Pattern;

/** By what a server tells one state of a file from another (RFC 9110, 8.8). */
final class HttpValidators {

    /** Weak ones begin with {@code W/}: two files that differ may have the same. */
    private static final Pattern STRONG_TAG = Pattern.compile("\"[\\x21\\x23-\\x7e]{0,200}\"");

    private static final Pattern DATE = Pattern.compile("[\\x20-\\x7e]{20,60}");

    /** A file may change twice in the second that a date names. */
    private static final long SURE_MILLIS = 1000;

    private HttpValidators() {}

    /** A strong entity tag, else the date of the last change where that is beyond doubt. */
    static Optional<String> find(HttpURLConnection connection) {
        String tag = connection.getHeaderField("ETag");
        if (tag != null && STRONG_TAG.matcher(tag).matches()) {
            return Optional.of(tag);
        }
        String changed = connection.getHeaderField("Last-Modified");
        boolean isSure =
                connection.getLastModified() > 0
                        && connection.getDate() - connection.getLastModified() >= SURE_MILLIS;
        return changed != null && isSure && DATE.matcher(changed).matches()
                ? Optional.of(changed)
                : Optional.empty();
    }
}

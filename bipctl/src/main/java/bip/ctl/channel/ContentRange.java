package bip.ctl.channel;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which bytes of a file an answer says that it holds (RFC 9110, 14.4).
 *
 * @param last the last one, counted from 0
 * @param whole bytes of the file; -1 when not said
 */
record ContentRange(long first, long last, long whole) {

    private static final Pattern FORM =
            Pattern.compile("bytes (\\d{1,15})-(\\d{1,15})/(\\d{1,15}|\\*)");

    static Optional<ContentRange> find(@Nullable String header) {
        Matcher matcher = FORM.matcher(header == null ? "" : header.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new ContentRange(
                        Long.parseLong(matcher.group(1)),
                        Long.parseLong(matcher.group(2)),
                        matcher.group(3).equals("*") ? -1 : Long.parseLong(matcher.group(3))));
    }

    /** Exactly what was asked for, of a file of that size. */
    boolean isRest(Resumption wanted) {
        return first == wanted.from()
                && last == wanted.wholeBytes() - 1
                && (whole == -1 || whole == wanted.wholeBytes());
    }
}

package bip.ctl.logs;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.time.Instant;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Which events are wanted.
 *
 * @param last at most so many, the newest; 0 for all
 * @param since not older; null for no limit
 * @param level not less bad; null for all
 * @param pattern found somewhere in the event, its stack trace included; null for all
 * @param withRotated also from rotated files
 */
public record LogQuery(
        int last,
        @Nullable Instant since,
        @Nullable LogLevel level,
        @Nullable Pattern pattern,
        boolean withRotated) {

    /** What fits on a screen or two. */
    public static final int DEFAULT_LAST = 50;

    public static final LogQuery DEFAULT = new LogQuery(DEFAULT_LAST, null, null, null, true);

    /** Every event from {@code since} on. */
    public static LogQuery since(Instant since) {
        return new LogQuery(0, since, null, null, true);
    }

    public LogQuery {
        if (last < 0) {
            throw new CtlException(ErrorCode.O105, last);
        }
    }

    /**
     * A person's regular expression.
     *
     * @throws CtlException if it is none
     */
    public static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new CtlException(e, ErrorCode.O104, text, e.getDescription());
        }
    }
}

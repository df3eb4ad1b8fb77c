package bip.ctl.logs;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A point of time as people write it: {@code 2026-03-01T12:00:00+01:00}, {@code 2026-03-01 12:00},
 * {@code 2026-03-01}, {@code 2h}, {@code 30m}, {@code today}, {@code wczoraj}.
 */
public final class Since {

    private static final Pattern AGO = Pattern.compile("(\\d{1,6}) ?(s|m|min|h|d)");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern LOCAL =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d[ t]\\d\\d:\\d\\d(:\\d\\d)?");
    private static final DateTimeFormatter LOCAL_FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm[:ss]", Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);

    private Since() {}

    /**
     * The instant that {@code text} means.
     *
     * @param now what {@code 2h} counts back from
     * @param zone of times that do not say theirs, and of days; where a clock change repeats an
     *     hour, the first one
     * @throws CtlException if it means none
     */
    public static Instant parse(String text, Instant now, ZoneId zone) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        LocalDate today = now.atZone(zone).toLocalDate();
        try {
            return switch (word) {
                case "today", "dziś", "dzis", "dzisiaj" -> today.atStartOfDay(zone).toInstant();
                case "yesterday", "wczoraj" -> today.minusDays(1).atStartOfDay(zone).toInstant();
                default -> dated(word, now, zone);
            };
        } catch (DateTimeException e) {
            throw new CtlException(e, ErrorCode.O102, text);
        }
    }

    private static Instant dated(String word, Instant now, ZoneId zone) {
        var ago = AGO.matcher(word);
        if (ago.matches()) {
            return now.minus(duration(Long.parseLong(ago.group(1)), ago.group(2)));
        }
        if (DAY.matcher(word).matches()) {
            return LocalDate.parse(word).atStartOfDay(zone).toInstant();
        }
        if (LOCAL.matcher(word).matches()) {
            return LocalDateTime.parse(word.replace('t', ' '), LOCAL_FORM).atZone(zone).toInstant();
        }
        return OffsetDateTime.parse(word.toUpperCase(Locale.ROOT)).toInstant();
    }

    private static Duration duration(long count, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(count);
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            default -> Duration.ofMinutes(count);
        };
    }
}

package bip.server.page;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The moment that a reader asks about.
 *
 * @param moment the last that counts
 * @param day when a whole day was asked for
 */
record AskedMoment(Instant moment, Optional<LocalDate> day) {
    private static final Pattern ISO_DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern POLISH_DAY =
            Pattern.compile("([0-9]{1,2})[.]([0-9]{1,2})[.]([0-9]{4})");
    private static final Pattern MOMENT =
            Pattern.compile(ISO_DAY + "T[0-9:]{5,8}([.][0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})");

    /** What is recorded is exact to the microsecond. */
    private static final long NANOS = 1_000;

    /** The end of a day in {@code zone}: {@code 2024-05-01}, or as people write it, 1.05.2024. */
    static Optional<AskedMoment> ofDay(String text, ZoneId zone) {
        try {
            return day(text.strip())
                    .map(day ->
                            new AskedMoment(
                                    day.plusDays(1)
                                            .atStartOfDay(zone)
                                            .toInstant()
                                            .minusNanos(NANOS),
                                    Optional.of(day)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** {@code 2024-05-01T10:00:00Z}. */
    static Optional<AskedMoment> ofMoment(String text) {
        // A plus sign in an address means a blank.
        String typed = text.strip().replace(' ', '+');
        if (!MOMENT.matcher(typed).matches()) {
            return Optional.empty();
        }
        try {
            Instant moment = OffsetDateTime.parse(typed).toInstant();
            return Optional.of(new AskedMoment(moment, Optional.empty()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> day(String text) {
        Matcher polish = POLISH_DAY.matcher(text);
        if (polish.matches()) {
            return Optional.of(
                    LocalDate.of(
                            Integer.parseInt(polish.group(3)),
                            Integer.parseInt(polish.group(2)),
                            Integer.parseInt(polish.group(1))));
        }
        return ISO_DAY.matcher(text).matches()
                ? Optional.of(LocalDate.parse(text))
                : Optional.empty();
    }
}

package bip.ctl.unattended;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The hours in which an unattended upgrade may begin: {@code 22:00-05:00}, {@code Mon..Fri
 * 22:00-05:00}. One that ends at or before its own hour of beginning ends on the next day, and
 * belongs to the day on which it begins.
 *
 * @param days on which it begins
 * @param text as it was written
 */
public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to, String text) {

    /** The timer comes once an hour, and not at the last moment. */
    static final Duration SHORTEST = Duration.ofHours(2);

    private static final String HOUR = "(\\d\\d:\\d\\d)";
    private static final Pattern FORM =
            Pattern.compile("(?:([A-Za-z.,]+) +)?" + HOUR + " ?- ?" + HOUR);
    private static final Pattern DAYS = Pattern.compile("([a-z]{3})(?:\\.\\.([a-z]{3}))?");
    private static final String END_OF_DAY = "24:00";

    /** While visitors sleep; last of these, since the others read it. */
    static final Window USUAL = parse("01:00-05:00").orElseThrow();

    public Window {
        days = Set.copyOf(days);
    }

    /** Empty when it is no window, or a shorter one than two hours. */
    static Optional<Window> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String end = matcher.group(3);
        try {
            return days(matcher.group(1))
                    .map(it ->
                            new Window(
                                    it,
                                    LocalTime.parse(matcher.group(2)),
                                    end.equals(END_OF_DAY)
                                            ? LocalTime.MIDNIGHT
                                            : LocalTime.parse(end),
                                    text.strip()))
                    .filter(it -> end.equals(END_OF_DAY) || !it.from.equals(it.to))
                    .filter(it -> it.usualLength().compareTo(SHORTEST) >= 0);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** On a day on which nobody sets the clock. */
    Duration usualLength() {
        LocalDateTime begin = LocalDate.EPOCH.atTime(from);
        return Duration.between(begin, lastDay(LocalDate.EPOCH).atTime(to));
    }

    /** All of them when none is written. */
    private static Optional<Set<DayOfWeek>> days(@Nullable String text) {
        if (text == null) {
            return Optional.of(EnumSet.allOf(DayOfWeek.class));
        }
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : text.toLowerCase(Locale.ROOT).split(",", -1)) {
            Matcher matcher = DAYS.matcher(part);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            Optional<DayOfWeek> first = day(matcher.group(1));
            Optional<DayOfWeek> last = matcher.group(2) == null ? first : day(matcher.group(2));
            if (first.isEmpty() || last.isEmpty()) {
                return Optional.empty();
            }
            addAll(days, first.get(), last.get());
        }
        return Optional.of(days);
    }

    /** Also over the end of a week: {@code Sat..Mon}. */
    private static void addAll(Set<DayOfWeek> days, DayOfWeek first, DayOfWeek last) {
        DayOfWeek day = first;
        days.add(day);
        while (day != last) {
            day = day.plus(1);
            days.add(day);
        }
    }

    private static Optional<DayOfWeek> day(String word) {
        return Arrays.stream(DayOfWeek.values())
                .filter(it -> it.name().toLowerCase(Locale.ROOT).startsWith(word))
                .findFirst();
    }

    private LocalDate lastDay(LocalDate first) {
        return to.isAfter(from) ? first : first.plusDays(1);
    }

    /** The opening that {@code now} is in. */
    Optional<Opening> findAt(Instant now, ZoneId zone) {
        LocalDate today = now.atZone(zone).toLocalDate();
        return List.of(today.minusDays(1), today).stream()
                .flatMap(it -> on(it, zone).stream())
                .filter(it -> !now.isBefore(it.since) && now.isBefore(it.until))
                .findFirst();
    }

    /** The opening that begins on {@code day}. */
    Optional<Opening> on(LocalDate day, ZoneId zone) {
        if (!days.contains(day.getDayOfWeek())) {
            return Optional.empty();
        }
        Instant since = first(day.atTime(from), zone);
        Instant until = last(lastDay(day).atTime(to), zone);
        return since.isBefore(until) ? Optional.of(new Opening(since, until)) : Optional.empty();
    }

    /** Of an hour that comes twice the first, of one that is left out the jump. */
    private static Instant first(LocalDateTime local, ZoneId zone) {
        return jump(local, zone)
                .orElseGet(() ->
                        ZonedDateTime.of(local, zone).withEarlierOffsetAtOverlap().toInstant());
    }

    /** Of an hour that comes twice the second. */
    private static Instant last(LocalDateTime local, ZoneId zone) {
        return jump(local, zone)
                .orElseGet(
                        () -> ZonedDateTime.of(local, zone).withLaterOffsetAtOverlap().toInstant());
    }

    private static Optional<Instant> jump(LocalDateTime local, ZoneId zone) {
        return Optional.ofNullable(zone.getRules().getTransition(local))
                .filter(ZoneOffsetTransition::isGap)
                .map(ZoneOffsetTransition::getInstant);
    }

    /**
     * The window on one day.
     *
     * @param until no longer in it
     */
    record Opening(Instant since, Instant until) {}
}

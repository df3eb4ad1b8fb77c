package bip.ctl.unattended;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Days, from midnight to midnight, on which no unattended upgrade begins: {@code 2026-10-11},
 * {@code 2026-12-24..2026-12-26}, and every year {@code 05-03}, {@code 12-24..01-01}.
 */
record Blackouts(List<Span> spans) {

    static final Blackouts NONE = new Blackouts(List.of());

    private static final String RANGE = "(?:\\.\\.(.+))?";
    private static final Pattern ONCE = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)" + RANGE);
    private static final Pattern YEARLY = Pattern.compile("(\\d\\d-\\d\\d)" + RANGE);
    private static final Pattern BETWEEN = Pattern.compile("[\\s,]+");

    Blackouts {
        spans = List.copyOf(spans);
    }

    /** Empty when it is no list of days. */
    static Optional<Blackouts> parse(String text) {
        var spans = new ArrayList<Span>();
        for (String part : BETWEEN.splitAsStream(text.strip()).toList()) {
            try {
                Optional<Span> span = once(part).or(() -> yearly(part));
                if (span.isEmpty()) {
                    return Optional.empty();
                }
                spans.add(span.get());
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
        return Optional.of(new Blackouts(spans));
    }

    private static Optional<Span> once(String text) {
        Matcher matcher = ONCE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        LocalDate first = LocalDate.parse(matcher.group(1));
        LocalDate last = matcher.group(2) == null ? first : LocalDate.parse(matcher.group(2));
        return last.isBefore(first) ? Optional.empty() : Optional.of(new Once(first, last));
    }

    private static Optional<Span> yearly(String text) {
        Matcher matcher = YEARLY.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        MonthDay first = monthDay(matcher.group(1));
        return Optional.of(
                new Yearly(first, matcher.group(2) == null ? first : monthDay(matcher.group(2))));
    }

    private static MonthDay monthDay(String text) {
        return MonthDay.parse("--" + text);
    }

    boolean contains(LocalDate day) {
        return spans.stream().anyMatch(it -> it.contains(day));
    }

    /** Days that follow each other. */
    sealed interface Span {
        boolean contains(LocalDate day);
    }

    /** In one year. */
    record Once(LocalDate first, LocalDate last) implements Span {
        @Override
        public boolean contains(LocalDate day) {
            return !day.isBefore(first) && !day.isAfter(last);
        }
    }

    /** In every year, also over its end. */
    record Yearly(MonthDay first, MonthDay last) implements Span {
        @Override
        public boolean contains(LocalDate day) {
            MonthDay it = MonthDay.from(day);
            return first.isAfter(last)
                    ? !it.isBefore(first) || !it.isAfter(last)
                    : !it.isBefore(first) && !it.isAfter(last);
        }
    }
}

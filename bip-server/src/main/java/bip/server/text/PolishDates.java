package bip.server.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Dates as a reader expects them: {@code 14 listopada 2019, 09:15}, in English {@code 14 November
 * 2019, 09:15}.
 *
 * <p>The names of months are written here because the runtime of a release leaves out the JDK's
 * language data ({@code jdk.localedata}), and would fall back to English.
 */
public final class PolishDates {

    private static final List<String> MONTHS =
            List.of(
                    "stycznia",
                    "lutego",
                    "marca",
                    "kwietnia",
                    "maja",
                    "czerwca",
                    "lipca",
                    "sierpnia",
                    "września",
                    "października",
                    "listopada",
                    "grudnia");
    private static final List<String> MONTHS_ALONE =
            List.of(
                    "styczeń",
                    "luty",
                    "marzec",
                    "kwiecień",
                    "maj",
                    "czerwiec",
                    "lipiec",
                    "sierpień",
                    "wrzesień",
                    "październik",
                    "listopad",
                    "grudzień");
    private static final List<String> ENGLISH_MONTHS =
            List.of(
                    "January",
                    "February",
                    "March",
                    "April",
                    "May",
                    "June",
                    "July",
                    "August",
                    "September",
                    "October",
                    "November",
                    "December");
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");

    private final ZoneId zone;
    private final Language language;

    /**
     * Dates for readers in {@code zone}.
     *
     * @param zone of the office, as a rule Europe/Warsaw
     */
    public PolishDates(ZoneId zone) {
        this(zone, Language.POLISH);
    }

    private PolishDates(ZoneId zone, Language language) {
        this.zone = zone;
        this.language = language;
    }

    /** The same dates in the words of {@code other}. */
    public PolishDates in(Language other) {
        return new PolishDates(zone, other);
    }

    /** Where the office is. */
    public ZoneId zone() {
        return zone;
    }

    /** What the hours are told by, for readers: {@code czas urzędowy w Polsce}. */
    public String zoneName() {
        return zone.getId().equals("Europe/Warsaw")
                ? language.choose("czas urzędowy w Polsce", "official time in Poland")
                : zone.getId();
    }

    /** {@code 14 listopada 2019}. */
    public String show(LocalDate date) {
        List<String> months = language == Language.POLISH ? MONTHS : ENGLISH_MONTHS;
        return "%d %s %d"
                .formatted(
                        date.getDayOfMonth(), months.get(date.getMonthValue() - 1), date.getYear());
    }

    /** The same of an ISO date; empty for none, and as it stands where it is no date. */
    public String showDay(@Nullable String isoDate) {
        if (isoDate == null) {
            return "";
        }
        try {
            return show(LocalDate.parse(isoDate));
        } catch (DateTimeParseException e) {
            return isoDate;
        }
    }

    /** {@code listopad 2019}. */
    public String show(YearMonth month) {
        List<String> months = language == Language.POLISH ? MONTHS_ALONE : ENGLISH_MONTHS;
        return months.get(month.getMonthValue() - 1) + " " + month.getYear();
    }

    /** {@code instant} in words, with its machine-readable form. */
    public ShownTime show(Instant instant) {
        ZonedDateTime local = instant.atZone(zone);
        String machine =
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        local.truncatedTo(ChronoUnit.SECONDS));
        return new ShownTime(machine, show(local.toLocalDate()), HOUR.format(local));
    }

    /**
     * A time as a page shows it.
     *
     * @param machine for {@code <time datetime>}, local with offset, to the second
     * @param date {@code 14 listopada 2019}
     * @param hour {@code 09:15}
     */
    public record ShownTime(String machine, String date, String hour) {
        private static final int HOUR_BEGINS = 11;
        private static final int SECOND_ENDS = 19;

        /** {@code 14 listopada 2019, 09:15}. */
        public String words() {
            return date + ", " + hour;
        }

        /** {@code 14 listopada 2019, 09:15:07}. */
        public String exact() {
            return date + ", " + machine.substring(HOUR_BEGINS, SECOND_ENDS);
        }

        /**
         * Times that stand below each other: with seconds where neighbours would read the same, so
         * that everybody sees which came first.
         */
        public static List<String> inOrder(List<ShownTime> times) {
            return IntStream.range(0, times.size())
                    .mapToObj(at -> {
                        String words = times.get(at).words();
                        boolean asBefore = at > 0 && times.get(at - 1).words().equals(words);
                        boolean asAfter =
                                at + 1 < times.size() && times.get(at + 1).words().equals(words);
                        return asBefore || asAfter ? times.get(at).exact() : words;
                    })
                    .toList();
        }
    }
}

package bip.ctl.unattended;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/** When an unattended upgrade may begin. */
public record Hours(Window window, Blackouts blackouts) {

    /** Whoever blacks out a whole year has switched it off. */
    private static final int FAR_DAYS = 370;

    /** How many openings that follow each other without a break are taken for one. */
    private static final int LONGEST_DAYS = 8;

    /** What the hours say of a moment. */
    public sealed interface Moment {}

    /** Not now. */
    public record Closed() implements Moment {}

    /**
     * Within the window.
     *
     * @param since beginning of this night's window
     * @param until from then on no longer: the window ends, or a blackout day begins
     * @param isBlackout the day is blacked out: it may be looked, and nothing begun
     */
    public record Open(Instant since, Instant until, boolean isBlackout) implements Moment {}

    public Moment at(Instant now, ZoneId zone) {
        Optional<Window.Opening> opening = window.findAt(now, zone);
        if (opening.isEmpty()) {
            return new Closed();
        }
        LocalDate today = now.atZone(zone).toLocalDate();
        return new Open(
                opening.get().since(), end(opening.get(), today, zone), blackouts.contains(today));
    }

    private Instant end(Window.Opening opening, LocalDate today, ZoneId zone) {
        Instant until = opening.until();
        for (int i = 0; i < LONGEST_DAYS; i++) {
            Optional<Window.Opening> next = window.findAt(until, zone);
            if (next.isEmpty()) {
                break;
            }
            until = next.get().until();
        }
        for (LocalDate day = today.plusDays(1);
                day.atStartOfDay(zone).toInstant().isBefore(until);
                day = day.plusDays(1)) {
            if (blackouts.contains(day)) {
                return day.atStartOfDay(zone).toInstant();
            }
        }
        return until;
    }

    /** When it may begin next, now or later; empty when not within a year. */
    public Optional<Instant> findNext(Instant now, ZoneId zone) {
        LocalDate today = now.atZone(zone).toLocalDate();
        return today.minusDays(1)
                .datesUntil(today.plusDays(FAR_DAYS))
                .flatMap(it -> window.on(it, zone).stream())
                .flatMap(it -> free(it, now, zone).stream())
                .findFirst();
    }

    /** The first moment of {@code opening} from {@code now} on that is not blacked out. */
    private Optional<Instant> free(Window.Opening opening, Instant now, ZoneId zone) {
        Instant moment = opening.since().isBefore(now) ? now : opening.since();
        while (moment.isBefore(opening.until())) {
            LocalDate day = moment.atZone(zone).toLocalDate();
            if (!blackouts.contains(day)) {
                return Optional.of(moment);
            }
            moment = day.plusDays(1).atStartOfDay(zone).toInstant();
        }
        return Optional.empty();
    }
}

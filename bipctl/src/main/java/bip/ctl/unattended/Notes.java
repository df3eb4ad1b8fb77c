package bip.ctl.unattended;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered from one night to the next.
 *
 * @param last what came of the last look; null before the first
 * @param tried when an operation was last begun; null when never
 * @param told when each thing was last told by mail
 * @param untold what could not be told by mail; null when the last could
 */
public record Notes(
        @Nullable Last last,
        @Nullable Instant tried,
        Map<String, Instant> told,
        @Nullable Untold untold) {

    public static final Notes EMPTY = new Notes(null, null, Map.of(), null);

    /** A little less, so that what is told each night is not missed for a minute. */
    private static final Duration DAY = Duration.ofHours(20);

    /** More were never of use to anybody. */
    private static final int MOST_TOLD = 50;

    public Notes {
        told = Map.copyOf(told);
    }

    /** What came of a look. */
    public enum Result {
        INSTALLED,
        /** An operation was begun, and the release is not current. */
        FAILED,
        /** No operation was begun, and somebody must know. */
        REFUSED,
        /** The release that runs was revoked, and it runs on. */
        REVOKED,
        WAITING,
        CURRENT
    }

    /**
     * A look.
     *
     * @param version that it was about; null when about none
     * @param exitCode with which the command ended
     * @param code of what was refused: {@code BIP-C121}; null when nothing was
     */
    public record Last(
            Instant at,
            Result result,
            @Nullable String version,
            int exitCode,
            @Nullable String code) {

        public Optional<String> findVersion() {
            return Optional.ofNullable(version);
        }

        public Optional<String> findCode() {
            return Optional.ofNullable(code);
        }
    }

    /**
     * What is told by mail.
     *
     * @param at when it came about
     * @param what is told, to know it again
     * @param body lines, each ended
     */
    public record Letter(Instant at, String what, String subject, String body) {}

    /**
     * A letter that nobody took; it is tried again each hour.
     *
     * @param isMissing there is no program that takes mail
     * @param detail where that was looked for, or what it said
     */
    public record Untold(Letter letter, boolean isMissing, String detail) {}

    /** How often the same is told. */
    public enum Repeat {
        NEVER,
        ONCE,
        DAILY,
        ALWAYS
    }

    public Optional<Last> findLast() {
        return Optional.ofNullable(last);
    }

    public Optional<Untold> findUntold() {
        return Optional.ofNullable(untold);
    }

    /** Never is the earliest moment there is. */
    public Instant lastTried() {
        return tried == null ? Instant.MIN : tried;
    }

    /** Whether {@code what} is told now. */
    public boolean isDue(String what, Repeat repeat, Instant now) {
        Instant before = told.get(what);
        return switch (repeat) {
            case NEVER -> false;
            case ALWAYS -> true;
            case ONCE -> before == null;
            // Also when the clock was ahead then: better twice than not at all.
            case DAILY -> before == null || Duration.between(before, now).abs().compareTo(DAY) >= 0;
        };
    }

    public Notes withLast(Last look) {
        return new Notes(look, tried, told, untold);
    }

    public Notes withTried(Instant at) {
        return new Notes(last, at, told, untold);
    }

    /** It may be tried again in the same night. */
    public Notes withoutTry() {
        return new Notes(last, null, told, untold);
    }

    public Notes withTold(String what, Instant at) {
        var all = new LinkedHashMap<>(told);
        all.put(what, at);
        all.entrySet().stream()
                .sorted(Map.Entry.<String, Instant>comparingByValue(Comparator.reverseOrder()))
                .skip(MOST_TOLD)
                .map(Map.Entry::getKey)
                .toList()
                .forEach(all::remove);
        return new Notes(last, tried, all, untold);
    }

    /** Null when the last was taken. */
    public Notes withUntold(@Nullable Untold letter) {
        return new Notes(last, tried, told, letter);
    }
}

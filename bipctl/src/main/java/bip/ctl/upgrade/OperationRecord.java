package bip.ctl.upgrade;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a journal tells of an operation.
 *
 * @param by the person
 * @param from version that was current; empty for an install
 * @param to version that was to become current
 * @param latest time of the last record
 * @param failedStep null when it did not fail
 * @param failure code of the failure; null likewise
 * @param message the failure in short; null likewise
 */
public record OperationRecord(
        String id,
        OperationKind kind,
        String by,
        String from,
        String to,
        Instant started,
        Instant latest,
        Ending ending,
        @Nullable String failedStep,
        @Nullable String failure,
        @Nullable String message) {

    /** How it ended. */
    public enum Ending {
        DONE,
        /** Before the switch: the site was never touched. */
        UNDONE,
        /** From the switch on: what was current before is current again. */
        ROLLED_BACK,
        /** Cut short, or stuck: the next changing command deals with it. */
        UNFINISHED,
        /** Its journal was changed or shortened since: how it ended is not known for sure. */
        DAMAGED;

        /** As in JSON: {@code rolled-back}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** It came to an end, good or bad, and its journal says so. */
    public boolean isOver() {
        return switch (ending) {
            case DONE, UNDONE, ROLLED_BACK -> true;
            case UNFINISHED, DAMAGED -> false;
        };
    }

    public Duration took() {
        return Duration.between(started, latest);
    }

    public Optional<String> findFailedStep() {
        return Optional.ofNullable(failedStep);
    }

    public Optional<String> findFailure() {
        return Optional.ofNullable(failure);
    }

    public Optional<String> findMessage() {
        return Optional.ofNullable(message);
    }
}

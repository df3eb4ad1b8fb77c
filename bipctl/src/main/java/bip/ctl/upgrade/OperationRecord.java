package bip.ctl.upgrade;

import bip.ctl.support.Phrase;
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
 * @param text what people were told of it; null likewise, and in older journals
 * @param interruption null when it went to its end in one go, and in older journals
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
        @Nullable String message,
        @Nullable FailureText text,
        @Nullable Interruption interruption) {

    /**
     * It was left open, by a kill, a power cut or an undoing that failed, and taken up again.
     *
     * @param lastSign time of the last record before
     * @param takenUp when somebody went on with it, the last time if there were several
     * @param by the person
     * @param command {@code resume}, or what was to be done and had to wait for it; empty when
     *     unknown
     */
    public record Interruption(Instant lastSign, Instant takenUp, String by, String command) {

        /** Of {@code resume}: by the unit that runs before the server starts. */
        public static final String AT_BOOT = "resume --at-boot";

        public boolean isAtBoot() {
            return command.equals(AT_BOOT);
        }
    }

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

    /** What was to be done: {@code upgrade from 1.0.0 to 1.1.0}. */
    public Phrase title() {
        return Phrase.of("operation.title." + kind.word(), from, to);
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

    public Optional<FailureText> findText() {
        return Optional.ofNullable(text);
    }

    public Optional<Interruption> findInterruption() {
        return Optional.ofNullable(interruption);
    }

    /** A person stopped it. */
    public boolean isStopped() {
        return Engine.STOPPED.equals(failure);
    }

    public Optional<String> findMessage() {
        return Optional.ofNullable(message);
    }
}

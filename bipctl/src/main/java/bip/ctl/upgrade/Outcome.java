package bip.ctl.upgrade;

import bip.ctl.release.ReleaseVersion;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How an operation ended. */
public sealed interface Outcome {

    /**
     * The target is current and answers; after an import it is here.
     *
     * @param generation 0 after an import, which makes none
     */
    record Done(ReleaseVersion now, int generation, Duration took) implements Outcome {}

    /** Failed before the switch; all of it was undone, the site was never touched. */
    record Failed(String step, Exception cause) implements Outcome {}

    /**
     * Failed from the switch on; what was current before is current again.
     *
     * @param still null after an install: nothing is installed, as before
     */
    record RolledBack(String step, Exception cause, @Nullable ReleaseVersion still)
            implements Outcome {
        public Optional<ReleaseVersion> findStill() {
            return Optional.ofNullable(still);
        }
    }

    /**
     * Undoing failed too. The journal stays open: the next run goes on from there.
     *
     * @param cause why the operation failed; null when a recovery met it cut short
     * @param notUndone the step whose undo failed; what was done before it still stands
     * @param wasSwitched visitors may be without a bulletin
     */
    record Stuck(
            @Nullable Exception cause, String notUndone, Exception undoCause, boolean wasSwitched)
            implements Outcome {
        public Optional<Exception> findCause() {
            return Optional.ofNullable(cause);
        }
    }

    /** The target is current and answers, but the last entries could not be made. */
    record Unfinished(String step, Exception cause) implements Outcome {}
}

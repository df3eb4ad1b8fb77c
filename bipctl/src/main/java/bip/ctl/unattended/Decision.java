package bip.ctl.unattended;

import bip.ctl.release.ReleaseVersion;
import bip.ctl.support.CtlException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an unattended upgrade does now. */
public sealed interface Decision {

    /**
     * It is begun.
     *
     * @param goal the newest release that may be; a required stop may come before it
     */
    record Go(ReleaseVersion goal) implements Decision {}

    /**
     * Nothing is done.
     *
     * @param waiting the release that is not taken; null when there is none
     */
    record Wait(Why why, @Nullable ReleaseVersion waiting) implements Decision {
        public Optional<ReleaseVersion> findWaiting() {
            return Optional.ofNullable(waiting);
        }
    }

    /** It cannot be done as it is set up, and somebody must know. */
    record Refuse(CtlException why) implements Decision {}

    /** Why nothing is done. */
    enum Why {
        OFF(false),
        /** Outside of the window. */
        CLOSED(false),
        CURRENT(false),
        /** Nothing up to the newest mends anything for security's sake. */
        NO_FIX(true),
        PINNED(true),
        HELD(true),
        /** It was taken back here. */
        BLOCKED(true),
        BLACKOUT(true),
        /** One operation a night. */
        TRIED(false),
        /** The window ends too soon. */
        LATE(false);

        private final boolean isTold;

        Why(boolean isTold) {
            this.isTold = isTold;
        }

        /** Somebody may want to act: told by mail, once for each release. */
        public boolean isTold() {
            return isTold;
        }
    }
}

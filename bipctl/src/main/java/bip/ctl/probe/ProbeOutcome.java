package bip.ctl.probe;

import bip.ctl.support.CtlException;
import bip.ctl.support.Said;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How waiting for a server ended. */
public sealed interface ProbeOutcome {

    /** It serves pages, in the wanted version. */
    record Ready(Health health, Duration after) implements ProbeOutcome {}

    /** It serves pages, but is another release than was started. */
    record WrongVersion(String found) implements ProbeOutcome {}

    /**
     * It did not become ready in time.
     *
     * @param last what it said when asked last
     */
    record NotReady(String last, Duration after) implements ProbeOutcome {}

    /** Its process ended while it was waited for. */
    record Died(Death death) implements ProbeOutcome {}

    /**
     * The end of a process.
     *
     * @param exitText exit code, or {@code ?}
     * @param tail the last it said
     * @param explanation null when the service manager knows no more than that
     */
    record Death(String exitText, Said tail, @Nullable CtlException explanation) {}
}

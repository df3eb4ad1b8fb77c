package bip.ctl.probe;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;

/** Turns what waiting for a server came to into a failure that says what to do. */
public final class Readiness {

    private Readiness() {}

    /**
     * Passes readiness on.
     *
     * @param version that was waited for
     * @throws CtlException S120 or what is known better if the process ended, S121 if it was not
     *     ready in time, S122 if another version answers
     */
    public static ProbeOutcome.Ready demand(ProbeOutcome outcome, String version) {
        return switch (outcome) {
            case ProbeOutcome.Ready ready -> ready;
            case ProbeOutcome.WrongVersion(var found) ->
                    throw new CtlException(ErrorCode.S122, found, version);
            case ProbeOutcome.NotReady(var last, var after) ->
                    throw new CtlException(ErrorCode.S121, version, after.toSeconds(), last);
            case ProbeOutcome.Died(var death) -> throw died(death, version);
        };
    }

    private static CtlException died(ProbeOutcome.Death death, String version) {
        return death.explanation() != null
                ? death.explanation()
                : new CtlException(ErrorCode.S120, version, death.exitText(), death.tail());
    }
}

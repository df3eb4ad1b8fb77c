package bip.ctl.command;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;

/**
 * Whether a release may be taken from where it comes from. One without a signature is taken only
 * when that is typed; on a real machine, until channels are signed, only from this machine itself
 * (docs/decisions/0020).
 *
 * @param isSystem on a real machine, not under {@code --root}
 * @param isVerified signatures were checked, or it is here already
 * @param isLocal from a file or a folder of this machine
 * @param isTyped {@code --unsigned} was
 */
record Trust(boolean isSystem, boolean isVerified, boolean isLocal, boolean isTyped) {

    /**
     * Refuses what must not be taken.
     *
     * @throws CtlException P104 from the network on a real machine, P103 without {@code --unsigned}
     */
    void demand() {
        if (isVerified) {
            return;
        }
        if (isSystem && !isLocal) {
            throw new CtlException(ErrorCode.P104);
        }
        if (!isTyped) {
            throw new CtlException(ErrorCode.P103);
        }
    }

    /** Taken, and a person should be warned. */
    boolean isOnFaith() {
        return isSystem && !isVerified;
    }
}

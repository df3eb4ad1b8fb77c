package bip.ctl.command;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;

/**
 * What is believed of where releases come from. One without a signature is taken only under {@code
 * --root}, only when that is typed, and never silently (docs/decisions/0043).
 *
 * @param isSystem on a real machine, not under {@code --root}
 * @param hasRoot there is a root of trust to begin with
 * @param isTyped {@code --unsigned} was
 */
record Trust(boolean isSystem, boolean hasRoot, boolean isTyped) {

    /**
     * Whether a channel is read as a signed one; else its index proves nothing.
     *
     * @throws CtlException on a real machine C129 without a root, P104 if {@code --unsigned} was
     *     typed
     */
    boolean isOfSigned() {
        if (isSystem) {
            refuseWithoutRoot();
            if (isTyped) {
                throw new CtlException(ErrorCode.P104);
            }
        }
        return hasRoot && !isTyped;
    }

    /**
     * Lets a release pass for which no signature was verified; a person is to be warned.
     *
     * @throws CtlException on a real machine always: C129 without a root, else P104; elsewhere P103
     *     unless {@code --unsigned} was typed
     */
    void letUnsignedPass() {
        if (isSystem) {
            refuseWithoutRoot();
            throw new CtlException(ErrorCode.P104);
        }
        if (!isTyped) {
            throw new CtlException(ErrorCode.P103);
        }
    }

    private void refuseWithoutRoot() {
        if (!hasRoot) {
            throw new CtlException(ErrorCode.C129);
        }
    }
}

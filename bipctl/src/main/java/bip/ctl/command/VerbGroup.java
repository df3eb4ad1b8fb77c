package bip.ctl.command;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.ExitCode;

/** A noun whose verbs do the work; alone it only says which there are. */
abstract class VerbGroup extends Verb {

    private final String verbs;
    private final String example;

    /**
     * A group.
     *
     * @param verbs for people
     * @param example a whole command that works
     */
    VerbGroup(String verbs, String example) {
        this.verbs = verbs;
        this.example = example;
    }

    @Override
    final boolean isForEverybody() {
        return true;
    }

    @Override
    final ExitCode run(Desk desk) {
        throw new CtlException(ErrorCode.A103, desk.text("usage.missing", verbs), example);
    }
}

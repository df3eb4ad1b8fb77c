package bip.ctl.command;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.ExitCode;
import java.io.IOException;

/** A small verb that changes something without a plan. */
abstract class ChangingVerb extends Verb {

    /** The verb with its argument, as typed. */
    abstract String words();

    abstract ExitCode change(Desk desk) throws Exception;

    @Override
    boolean isDoneUnread() {
        return true;
    }

    @Override
    final ExitCode run(Desk desk) throws Exception {
        try (var lock = desk.lock(words())) {
            ExitCode recovered = recover(desk);
            return recovered == ExitCode.DONE ? change(desk) : recovered;
        }
    }

    /**
     * What cannot be known of the last operation is told, and is in nobody's way here: these verbs
     * make no generations, and a server must start and stop at any time.
     */
    private static ExitCode recover(Desk desk) throws IOException {
        try {
            return desk.recover();
        } catch (CtlException e) {
            if (e.code() != ErrorCode.H101) {
                throw e;
            }
            desk.fail(e);
            return ExitCode.DONE;
        }
    }
}

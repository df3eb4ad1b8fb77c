package bip.ctl.command;

import bip.ctl.support.ExitCode;

/** A small verb that changes something without a plan. */
abstract class ChangingVerb extends Verb {

    /** The verb with its argument, as typed. */
    abstract String words();

    abstract ExitCode change(Desk desk) throws Exception;

    @Override
    final ExitCode run(Desk desk) throws Exception {
        try (var lock = desk.lock(words())) {
            ExitCode recovered = desk.recover();
            return recovered == ExitCode.DONE ? change(desk) : recovered;
        }
    }
}

package bip.ctl.command;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.ExitCode;
import picocli.CommandLine.Command;

/** What there is of releases, and what of it stays. */
@Command(
        name = "release",
        subcommands = {
            ReleaseListCommand.class,
            ReleaseGcCommand.class,
            ReleaseRemoveCommand.class
        })
final class ReleaseCommand extends Verb {

    @Override
    boolean isForEverybody() {
        return true;
    }

    @Override
    ExitCode run(Desk desk) {
        throw new CtlException(
                ErrorCode.A103,
                desk.text("usage.missing", "list, gc, remove"),
                "bipctl release list");
    }
}

package bip.ctl.command;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.ExitCode;
import picocli.CommandLine.Command;

/** Backups: made, looked at, checked, put back, tried out, let go. */
@Command(
        name = "backup",
        subcommands = {
            BackupCreateCommand.class,
            BackupListCommand.class,
            BackupShowCommand.class,
            BackupVerifyCommand.class,
            BackupRestoreCommand.class,
            BackupDrillCommand.class,
            BackupPruneCommand.class
        })
final class BackupCommand extends Verb {

    @Override
    boolean isForEverybody() {
        return true;
    }

    @Override
    ExitCode run(Desk desk) {
        throw new CtlException(
                ErrorCode.A103,
                desk.text("usage.missing", "create, list, show, verify, restore, drill, prune"),
                "bipctl backup list");
    }
}

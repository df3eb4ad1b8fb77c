package bip.ctl.command;

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
final class BackupCommand extends VerbGroup {

    BackupCommand() {
        super("create, list, show, verify, restore, drill, prune", "bipctl backup list");
    }
}

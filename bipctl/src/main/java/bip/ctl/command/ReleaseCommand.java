package bip.ctl.command;

import picocli.CommandLine.Command;

/** What there is of releases, and what of it stays. */
@Command(
        name = "release",
        subcommands = {
            ReleaseListCommand.class,
            ReleaseImportCommand.class,
            ReleaseGcCommand.class,
            ReleaseRemoveCommand.class
        })
final class ReleaseCommand extends VerbGroup {

    ReleaseCommand() {
        super("list, import, gc, remove", "bipctl release list");
    }
}

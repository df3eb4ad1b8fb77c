package bip.ctl.command;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.ExitCode;
import picocli.CommandLine.Command;

/** Carrying another application's bulletin over; its verb names the application. */
@Command(name = "import", subcommands = ImportBiuletynBipCommand.class)
final class ImportCommand extends Verb {

    @Override
    ExitCode run(Desk desk) {
        throw new CtlException(
                ErrorCode.A103,
                desk.text("usage.missing", "biuletyn-bip"),
                "bipctl import biuletyn-bip DIR --dry-run");
    }
}

package bip.ctl.command;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.ExitCode;
import picocli.CommandLine.Command;

/** Where errors are reported to; {@code bipctl sentry check}, {@code test}, {@code set}. */
@Command(
        name = "sentry",
        subcommands = {SentryCheckCommand.class, SentryTestCommand.class, SentrySetCommand.class})
final class SentryCommand extends Verb {

    @Override
    boolean isForEverybody() {
        return true;
    }

    @Override
    ExitCode run(Desk desk) {
        throw new CtlException(
                ErrorCode.A103,
                desk.text("usage.missing", "check | test | set"),
                "bipctl sentry check");
    }
}

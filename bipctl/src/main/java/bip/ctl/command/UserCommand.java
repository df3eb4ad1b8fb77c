package bip.ctl.command;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.ExitCode;
import picocli.CommandLine.Command;

/** Accounts; its verbs do the work. */
@Command(
        name = "user",
        subcommands = {
            UserListCommand.class,
            UserCreateCommand.class,
            UserDisableCommand.class,
            UserEnableCommand.class,
            UserResetPasswordCommand.class
        })
final class UserCommand extends Verb {

    @Override
    boolean isForEverybody() {
        return true;
    }

    @Override
    ExitCode run(Desk desk) {
        throw new CtlException(
                ErrorCode.A103,
                desk.text("usage.missing", "list, create, disable, enable, reset-password"),
                "bipctl user list");
    }
}

package bip.ctl.command;

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
final class UserCommand extends VerbGroup {

    UserCommand() {
        super("list, create, disable, enable, reset-password", "bipctl user list");
    }
}

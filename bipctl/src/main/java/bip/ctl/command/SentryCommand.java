package bip.ctl.command;

import picocli.CommandLine.Command;

/** Where errors are reported to; {@code bipctl sentry check}, {@code test}, {@code set}. */
@Command(
        name = "sentry",
        subcommands = {SentryCheckCommand.class, SentryTestCommand.class, SentrySetCommand.class})
final class SentryCommand extends VerbGroup {

    SentryCommand() {
        super("check | test | set", "bipctl sentry check");
    }
}

package bip.ctl.command;

import picocli.CommandLine.Command;

/** What is trusted of a signed channel. */
@Command(
        name = "trust",
        subcommands = {TrustShowCommand.class, TrustPinRootCommand.class})
final class TrustCommand extends VerbGroup {

    TrustCommand() {
        super("show, pin-root", "bipctl trust show");
    }
}

package bip.ctl.command;

import bip.ctl.support.CtlException;
import bip.ctl.support.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Where releases come from, and which there are. Asks the channel. */
@Command(name = "channel", subcommands = ChannelSetCommand.class)
final class ChannelCommand extends Verb {

    @Mixin JsonOption json = new JsonOption();

    @Override
    ExitCode run(Desk desk) throws Exception {
        var report = ChannelReport.of(desk);
        if (json.isWanted) {
            JsonOption.print(desk, new ChannelJson(report).document());
        } else {
            new ChannelText(desk, report).print();
        }
        CtlException failure = report.failure();
        return failure == null ? ExitCode.DONE : desk.fail(failure);
    }
}

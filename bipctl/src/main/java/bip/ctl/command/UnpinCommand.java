package bip.ctl.command;

import bip.ctl.support.ExitCode;
import picocli.CommandLine.Command;

/** Lets every version become current again. */
@Command(name = "unpin")
final class UnpinCommand extends ChangingVerb {

    @Override
    String words() {
        return "unpin";
    }

    @Override
    ExitCode change(Desk desk) throws Exception {
        var policy = desk.machine().policy();
        var before = policy.load();
        if (before.findPin().isEmpty()) {
            desk.console().result(desk.text("unpin.nothing"));
            return ExitCode.DONE;
        }
        policy.save(before.withoutPin());
        desk.console().result(desk.text("unpin.done", before.findPin().get()));
        return ExitCode.DONE;
    }
}

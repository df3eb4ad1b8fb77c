package bip.ctl.command;

import bip.ctl.support.ExitCode;
import java.io.IOException;
import picocli.CommandLine.Command;

/** Lets automatic upgrades go on. */
@Command(name = "unhold")
final class UnholdCommand extends ChangingVerb {

    @Override
    String words() {
        return "unhold";
    }

    @Override
    ExitCode change(Desk desk) throws IOException {
        var policy = desk.machine().policy();
        boolean stands = Holding.find(desk).isPresent();
        policy.save(policy.load().withoutHold());
        desk.console().result(desk.text(stands ? "unhold.done" : "unhold.nothing"));
        return ExitCode.DONE;
    }
}

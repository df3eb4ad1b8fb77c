package bip.ctl.command;

import bip.ctl.support.ExitCode;
import picocli.CommandLine.Command;

/** Ends the server. */
@Command(name = "stop")
final class StopCommand extends ChangingVerb {

    @Override
    String words() {
        return "stop";
    }

    @Override
    ExitCode change(Desk desk) throws Exception {
        desk.machine().service().stop();
        desk.console().result(desk.text("stop.done"));
        return ExitCode.DONE;
    }
}

package bip.ctl.command;

import bip.ctl.support.ExitCode;
import picocli.CommandLine.Command;

/** Starts the server and waits until it serves pages. */
@Command(name = "start")
final class StartCommand extends ChangingVerb {

    @Override
    String words() {
        return "start";
    }

    @Override
    ExitCode change(Desk desk) throws Exception {
        return Starting.run(desk, desk.machine().service()::start);
    }
}

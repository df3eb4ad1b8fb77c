package bip.ctl.command;

import bip.ctl.support.ExitCode;
import picocli.CommandLine.Command;

/** Starts the server anew and waits until it serves pages. */
@Command(name = "restart")
final class RestartCommand extends ChangingVerb {

    @Override
    String words() {
        return "restart";
    }

    @Override
    ExitCode change(Desk desk) throws Exception {
        return Starting.run(desk, desk.machine().service()::restart);
    }
}

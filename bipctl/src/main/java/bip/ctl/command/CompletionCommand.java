package bip.ctl.command;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.ExitCode;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints a script that completes bipctl's command line in a shell. */
@Command(name = "completion")
final class CompletionCommand extends Verb {

    @Parameters(index = "0", paramLabel = "SHELL")
    String shell = "";

    @Override
    ExitCode run(Desk desk) {
        if (!shell.equals("bash")) {
            throw new CtlException(
                    ErrorCode.A103,
                    desk.text("completion.onlyBash", shell),
                    "bipctl completion bash");
        }
        String script = AutoComplete.bash("bipctl", CommandLines.whole());
        script.lines().forEach(desk.console()::result);
        return ExitCode.DONE;
    }
}

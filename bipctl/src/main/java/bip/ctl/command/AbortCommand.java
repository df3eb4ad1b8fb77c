package bip.ctl.command;

import bip.ctl.support.ExitCode;
import java.io.IOException;
import picocli.CommandLine.Command;

/** Undoes an operation that was cut short; refuses once editors could write again. */
@Command(name = "abort")
final class AbortCommand extends Verb {

    @Override
    boolean isDoneUnread() {
        return true;
    }

    @Override
    ExitCode run(Desk desk) throws IOException {
        try (var lock = desk.lock("abort")) {
            return Recovery.run(desk, desk.operations()::abort);
        }
    }
}

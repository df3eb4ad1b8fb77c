package bip.ctl.command;

import bip.ctl.support.ExitCode;
import bip.ctl.upgrade.OperationRecord.Interruption;
import bip.ctl.upgrade.Operations;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Undoes an operation that was cut short, or finishes it when editors could write again. */
@Command(name = "resume")
final class ResumeCommand extends Verb {

    /** For {@code bipctl-recover.service}: links and files are put right, systemd starts. */
    @Option(names = "--at-boot", hidden = true)
    boolean atBoot;

    @Override
    boolean isDoneUnread() {
        return true;
    }

    @Override
    ExitCode run(Desk desk) throws IOException {
        try (var lock = desk.lock(atBoot ? Interruption.AT_BOOT : "resume")) {
            return Recovery.run(desk, operations(desk)::recover);
        }
    }

    private Operations operations(Desk desk) {
        return atBoot
                ? new Operations(desk.machine().atBoot(), desk.toolkit().stop())
                : desk.operations();
    }
}

package bip.ctl.command;

import bip.ctl.support.ExitCode;
import bip.ctl.upgrade.Retention;
import bip.ctl.upgrade.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes what is kept no longer, as each upgrade does at its end. */
@Command(name = "gc")
final class ReleaseGcCommand extends Verb {

    @Mixin JsonOption json = new JsonOption();

    @Option(names = {"-n", "--dry-run"})
    boolean dryRun;

    @Override
    boolean isDoneUnread() {
        return !dryRun;
    }

    @Override
    ExitCode run(Desk desk) throws Exception {
        if (dryRun) {
            desk.operations().refuseWhileUnfinished();
            new VerdictShow(desk, json.isWanted).show(decide(desk), true);
            return ExitCode.DONE;
        }
        try (var lock = desk.lock("release gc")) {
            ExitCode recovered = desk.recover();
            return recovered == ExitCode.DONE ? collect(desk) : recovered;
        }
    }

    private static Verdict decide(Desk desk) throws Exception {
        desk.operations().refuseUnknownCurrent();
        return new Retention(desk.machine()).decide();
    }

    private ExitCode collect(Desk desk) throws Exception {
        var verdict = decide(desk);
        new Retention(desk.machine()).carryOut(verdict);
        new VerdictShow(desk, json.isWanted).show(verdict, false);
        return ExitCode.DONE;
    }
}

package bip.ctl.command;

import bip.ctl.support.ExitCode;
import bip.ctl.upgrade.Retention;
import bip.ctl.upgrade.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes all of one version: its generations, their data, the release itself. */
@Command(name = "remove")
final class ReleaseRemoveCommand extends Verb {

    @Mixin JsonOption json = new JsonOption();

    @Option(names = {"-n", "--dry-run"})
    boolean dryRun;

    @Parameters(index = "0", paramLabel = "VERSION")
    String version = "";

    @Override
    ExitCode run(Desk desk) throws Exception {
        if (dryRun) {
            desk.operations().refuseWhileUnfinished();
            new VerdictShow(desk, json.isWanted).show(decide(desk), true);
            return ExitCode.DONE;
        }
        try (var lock = desk.lock("release remove " + version)) {
            ExitCode recovered = desk.recover();
            return recovered == ExitCode.DONE ? remove(desk) : recovered;
        }
    }

    private Verdict decide(Desk desk) throws Exception {
        desk.operations().refuseUnknownCurrent();
        return new Retention(desk.machine()).decideRemoval(Targets.version(version, typedWords()));
    }

    private ExitCode remove(Desk desk) throws Exception {
        var verdict = decide(desk);
        if (!isConfirmed(desk, verdict)) {
            desk.console().result(desk.text("operation.declined"));
            return ExitCode.FAILED;
        }
        new Retention(desk.machine()).carryOut(verdict);
        new VerdictShow(desk, json.isWanted).show(verdict, false);
        return ExitCode.DONE;
    }

    private static boolean isConfirmed(Desk desk, Verdict verdict) {
        if (desk.options().yes) {
            return true;
        }
        verdict.all().forEach(it -> desk.console().notice(VerdictShow.line(desk, it)));
        return desk.console().confirm(desk.text("retention.question"));
    }
}

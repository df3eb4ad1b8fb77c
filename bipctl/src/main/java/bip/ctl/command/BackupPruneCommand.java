package bip.ctl.command;

import bip.ctl.backup.KeptBackups.Verdict;
import bip.ctl.support.ExitCode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Removes backups that no rule keeps, here and in the second target. */
@Command(name = "prune")
final class BackupPruneCommand extends Verb {

    @Option(names = {"-n", "--dry-run"})
    boolean dryRun;

    @Override
    boolean isDoneUnread() {
        return !dryRun;
    }

    @Override
    ExitCode run(Desk desk) throws Exception {
        if (dryRun) {
            show(
                    desk,
                    new BackupPruning(desk)
                            .decide().values().stream().flatMap(List::stream).toList());
            desk.console().result(desk.text("operation.dryRun"));
            return ExitCode.DONE;
        }
        try (var lock = desk.lock("backup prune")) {
            ExitCode recovered = desk.recover();
            if (recovered != ExitCode.DONE) {
                return recovered;
            }
            show(
                    desk,
                    new BackupPruning(desk)
                            .carryOut().values().stream().flatMap(List::stream).toList());
            return ExitCode.DONE;
        }
    }

    private static void show(Desk desk, List<Verdict> verdicts) {
        for (Verdict it : verdicts) {
            desk.console()
                    .result(
                            desk.text(
                                    it.isKept() ? "retention.stays" : "retention.goes",
                                    it.backup().id(),
                                    desk.text("backup.keep." + it.reason().word())));
        }
        if (verdicts.isEmpty()) {
            desk.console().result(desk.text("retention.nothing"));
        }
    }
}

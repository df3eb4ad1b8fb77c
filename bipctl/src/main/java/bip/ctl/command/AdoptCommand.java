package bip.ctl.command;

import bip.ctl.release.Generation;
import bip.ctl.support.ExitCode;
import bip.ctl.upgrade.Outcome;
import bip.ctl.upgrade.Plan;
import bip.ctl.upgrade.Planned;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes over what somebody made current by hand. */
@Command(name = "adopt")
final class AdoptCommand extends Verb {

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
            return adopt(desk);
        }
        try (var lock = desk.lock("adopt")) {
            ExitCode recovered = desk.recover();
            return recovered == ExitCode.DONE ? adopt(desk) : recovered;
        }
    }

    private ExitCode adopt(Desk desk) throws IOException, InterruptedException {
        return switch (desk.planner().planAdoption()) {
            case Planned.AlreadyCurrent(var version) -> {
                desk.console().result(desk.text("adopt.nothing", version));
                yield ExitCode.DONE;
            }
            case Planned.Ready(var plan) -> proceed(desk, plan);
        };
    }

    private ExitCode proceed(Desk desk, Plan plan) throws IOException {
        Generation current = desk.machine().generations().current().orElseThrow();
        if (dryRun) {
            desk.console().result(meaning(desk, plan, current));
            desk.console().result(desk.text("operation.dryRun"));
            return ExitCode.DONE;
        }
        desk.console().notice(meaning(desk, plan, current));
        if (!desk.options().yes && !desk.console().confirm(desk.text("operation.question"))) {
            desk.console().result(desk.text("operation.declined"));
            return ExitCode.FAILED;
        }
        return perform(desk, plan);
    }

    private static String meaning(Desk desk, Plan plan, Generation current) {
        if (plan.findFrom().isEmpty()) {
            return desk.text("adopt.unknown", current.number(), plan.target());
        }
        Generation from = plan.findFrom().get();
        return desk.text(
                from.data().equals(current.data()) ? "adopt.sameData" : "adopt.otherData",
                current.number(),
                plan.target(),
                from.number(),
                from.release().version());
    }

    private static ExitCode perform(Desk desk, Plan plan) throws IOException {
        try (var show = new OperationShow(desk, List.of(), 0)) {
            Outcome outcome = desk.operations().run(plan, show);
            show.close();
            if (outcome instanceof Outcome.Done(var now, var generation, _)) {
                desk.console().result(desk.text("adopt.done", generation, now));
                return ExitCode.DONE;
            }
            return new Endings(desk).of(plan, outcome);
        }
    }
}

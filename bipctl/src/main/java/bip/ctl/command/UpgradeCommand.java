package bip.ctl.command;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.ExitCode;
import bip.ctl.upgrade.Planned;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A newer release; one that does not become healthy is taken back. */
@Command(name = "upgrade")
final class UpgradeCommand extends OperationVerb {

    @Parameters(index = "0", arity = "0..1", paramLabel = "VERSION|FILE")
    @Nullable String target;

    @Option(names = "--no-backup")
    boolean isWithoutBackup;

    @Mixin StaleOption stale = new StaleOption();

    @Option(names = "--unattended")
    boolean isUnattended;

    @Override
    ExitCode run(Desk desk) throws Exception {
        if (!isUnattended) {
            return super.run(desk);
        }
        if (target != null
                || isWithoutBackup
                || trustClock
                || stale.isWanted
                || desk.options().unsigned) {
            throw new CtlException(
                    ErrorCode.A103,
                    desk.text("unattended.alone"),
                    "bipctl upgrade --unattended --dry-run");
        }
        return UnattendedUpgrade.run(desk, dryRun);
    }

    @Override
    String words() {
        return (target == null ? "upgrade" : "upgrade " + target)
                + (isWithoutBackup ? " --no-backup" : "")
                + stale.words();
    }

    @Override
    Planned plan(Desk desk) throws IOException, InterruptedException {
        Holding.tell(desk);
        stale.apply(desk);
        Planned planned = desk.planner().planUpgrade(Carrying.wanted(desk, target, typedWords()));
        return isWithoutBackup && planned instanceof Planned.Ready(var plan)
                ? new Planned.Ready(plan.unkept())
                : planned;
    }
}

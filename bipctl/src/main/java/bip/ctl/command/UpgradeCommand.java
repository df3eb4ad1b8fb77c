package bip.ctl.command;

import bip.ctl.upgrade.Planned;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A newer release; one that does not become healthy is taken back. */
@Command(name = "upgrade")
final class UpgradeCommand extends OperationVerb {

    @Parameters(index = "0", arity = "0..1", paramLabel = "VERSION|FILE")
    @Nullable String target;

    @Option(names = "--no-backup")
    boolean isWithoutBackup;

    @Override
    String words() {
        return (target == null ? "upgrade" : "upgrade " + target)
                + (isWithoutBackup ? " --no-backup" : "");
    }

    @Override
    Planned plan(Desk desk) throws IOException, InterruptedException {
        Holding.tell(desk);
        Planned planned = desk.planner().planUpgrade(Targets.wanted(target, typedWords()));
        return isWithoutBackup && planned instanceof Planned.Ready(var plan)
                ? new Planned.Ready(plan.unkept())
                : planned;
    }
}

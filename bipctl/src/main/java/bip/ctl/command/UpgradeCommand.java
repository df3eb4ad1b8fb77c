package bip.ctl.command;

import bip.ctl.upgrade.Planned;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** A newer release; one that does not become healthy is taken back. */
@Command(name = "upgrade")
final class UpgradeCommand extends OperationVerb {

    @Parameters(index = "0", arity = "0..1", paramLabel = "VERSION|FILE")
    @Nullable String target;

    @Override
    String words() {
        return target == null ? "upgrade" : "upgrade " + target;
    }

    @Override
    Planned plan(Desk desk) throws IOException, InterruptedException {
        Holding.tell(desk);
        return desk.operations().planUpgrade(Targets.wanted(target, typedWords()));
    }
}

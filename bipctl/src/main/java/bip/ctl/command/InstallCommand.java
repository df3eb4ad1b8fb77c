package bip.ctl.command;

import bip.ctl.upgrade.Planned;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The first release on this machine. */
@Command(name = "install")
final class InstallCommand extends OperationVerb {

    @Parameters(index = "0", arity = "0..1", paramLabel = "VERSION|FILE")
    @Nullable String target;

    @Mixin StaleOption stale = new StaleOption();

    @Override
    String words() {
        return (target == null ? "install" : "install " + target) + stale.words();
    }

    @Override
    Planned plan(Desk desk) throws IOException, InterruptedException {
        stale.apply(desk);
        return desk.planner().planInstall(Carrying.wanted(desk, target, typedWords()));
    }
}

package bip.ctl.command;

import bip.ctl.upgrade.Planned;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The first release on this machine. */
@Command(name = "install")
final class InstallCommand extends OperationVerb {

    @Parameters(index = "0", arity = "0..1", paramLabel = "VERSION|FILE")
    @Nullable String target;

    @Override
    String words() {
        return target == null ? "install" : "install " + target;
    }

    @Override
    Planned plan(Desk desk) throws IOException, InterruptedException {
        return desk.planner().planInstall(Targets.wanted(target, typedWords()));
    }
}

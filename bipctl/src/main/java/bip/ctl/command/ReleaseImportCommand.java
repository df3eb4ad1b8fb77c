package bip.ctl.command;

import bip.ctl.upgrade.Planned;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Brings a release onto this machine for a later upgrade. Switches nothing. */
@Command(name = "import")
final class ReleaseImportCommand extends OperationVerb {

    @Mixin StaleOption stale = new StaleOption();

    @Parameters(index = "0", paramLabel = "FILE")
    String file = "";

    @Override
    String words() {
        return "release import " + file + stale.words();
    }

    @Override
    Planned plan(Desk desk) throws IOException, InterruptedException {
        String path = Targets.file(file).toString();
        stale.apply(desk);
        return desk.planner().planImport(Carrying.wanted(desk, path, typedWords()));
    }
}

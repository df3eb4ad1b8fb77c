package bip.ctl.command;

import bip.ctl.upgrade.Planned;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** An older release, on today's data unless those of then are asked for. */
@Command(name = "rollback")
final class RollbackCommand extends OperationVerb {

    @Option(names = "--version", paramLabel = "VERSION")
    @Nullable String version;

    @Option(names = "--restore-data")
    boolean restoresData;

    @Override
    String words() {
        return "rollback"
                + (version == null ? "" : " --version " + version)
                + (restoresData ? " --restore-data" : "");
    }

    @Override
    Planned plan(Desk desk) throws IOException, InterruptedException {
        return desk.planner()
                .planRollback(
                        version == null ? null : Targets.version(version, typedWords()),
                        restoresData);
    }
}

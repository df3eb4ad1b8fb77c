package bip.ctl.command;

import bip.ctl.upgrade.Planned;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** An older release on today's data. */
@Command(name = "rollback")
final class RollbackCommand extends OperationVerb {

    @Option(names = "--version", paramLabel = "VERSION")
    @Nullable String version;

    @Override
    String words() {
        return version == null ? "rollback" : "rollback --version " + version;
    }

    @Override
    Planned plan(Desk desk) throws IOException, InterruptedException {
        return desk.operations()
                .planRollback(version == null ? null : Targets.version(version, typedWords()));
    }
}

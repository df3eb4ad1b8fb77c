package bip.server.legacyimport;

import bip.server.maintenance.Workplace;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Names what an import comes from; so far one application. */
@Command(
        name = "import",
        description = "Carries another application's bulletin over into this one.",
        mixinStandardHelpOptions = true)
public final class ImportCommand implements Runnable {

    @Spec private @Nullable CommandSpec spec;

    private final ImportBiuletynBipCommand biuletynBip;

    public ImportCommand(Workplace workplace) {
        biuletynBip = new ImportBiuletynBipCommand(workplace);
    }

    /** The command with its sources, to be added to the others. */
    public CommandLine withSources() {
        return new CommandLine(this).addSubcommand(biuletynBip);
    }

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(), "Missing source: biuletyn-bip");
    }
}

package bip.server.maintenance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves the bulletin; also what runs when no subcommand is named. */
@Command(
        name = "serve",
        description = "Serves the bulletin until SIGTERM. The default.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private final Workplace workplace;
    private final Server server;

    @Option(names = "--database", paramLabel = "FILE", description = "The database to serve.")
    private @Nullable Path database;

    ServeCommand(Workplace workplace, Server server) {
        this.workplace = workplace;
        this.server = server;
    }

    @Override
    public Integer call() throws IOException {
        return server.serve(workplace.databaseFile(database)).code();
    }
}

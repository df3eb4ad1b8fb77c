package bip.server.maintenance;

import java.io.IOException;
import java.nio.file.Path;

/** Serves the bulletin. The composition root supplies it. */
@FunctionalInterface
public interface Server {
    /**
     * Serves until the process is asked to end.
     *
     * @throws IOException if the address cannot be bound
     * @throws bip.server.database.DatabaseException if the database cannot be opened
     */
    ExitStatus serve(Path database) throws IOException;
}

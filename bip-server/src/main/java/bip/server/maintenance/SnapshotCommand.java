package bip.server.maintenance;

import bip.server.database.Snapshots;
import bip.server.database.Snapshots.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Copies the database while the server goes on. */
@Command(
        name = "snapshot",
        description = "Makes a consistent copy of the database, while the server runs.",
        mixinStandardHelpOptions = true)
final class SnapshotCommand implements Callable<Integer> {
    private final Workplace workplace;

    @Option(names = "--database", paramLabel = "FILE", description = "The database to copy.")
    private @Nullable Path database;

    @Option(
            names = "--to",
            paramLabel = "FILE",
            required = true,
            description = "Where to; nothing may be there.")
    private @Nullable Path target;

    @Option(
            names = "--check",
            description = "Look through the copy, and keep none of a database that is damaged.")
    private boolean isChecked;

    SnapshotCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() throws IOException {
        Snapshot snapshot =
                Snapshots.take(
                        workplace.databaseFile(database),
                        Objects.requireNonNull(target),
                        isChecked);
        workplace.print(
                new Document(
                        "bip-snapshot/v1", snapshot.bytes(), snapshot.sha256(), snapshot.schema()));
        return ExitStatus.DONE.code();
    }

    private record Document(String format, long bytes, String sha256, int schema) {}
}

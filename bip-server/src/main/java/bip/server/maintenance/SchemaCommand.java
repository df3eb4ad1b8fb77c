package bip.server.maintenance;

import bip.server.database.Migrator;
import bip.server.database.Schema;
import bip.server.database.SchemaRange;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says how a database's schema compares with what this release can run on. */
@Command(
        name = "schema",
        description = "Tells the schema of the database, and what this release writes and reads.",
        mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {
    private final Workplace workplace;

    @Option(names = "--database", paramLabel = "FILE", description = "The database to look at.")
    private @Nullable Path database;

    SchemaCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        Schema schema = Migrator.schemaOf(workplace.databaseFile(database));
        workplace.print(
                new Document(
                        "bip-schema/v1",
                        schema.database(),
                        schema.writes(),
                        schema.reads(),
                        schema.fits()));
        return ExitStatus.DONE.code();
    }

    private record Document(
            String format, int database, int writes, SchemaRange reads, boolean fits) {}
}

package bip.server.maintenance;

import bip.server.database.MigrationEvent;
import bip.server.database.Migrator;
import bip.server.database.Schema;
import bip.server.database.SchemaMismatchException;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Brings a database to this release's schema. */
@Command(
        name = "migrate",
        description = "Brings a database to this release's schema; makes it when it is missing.",
        mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {
    private static final String FORMAT = "bip-migrate/v1";

    private final Workplace workplace;

    @Option(
            names = "--database",
            paramLabel = "FILE",
            required = true,
            description = "The database to migrate: a copy, never the one that is served.")
    private @Nullable Path database;

    MigrateCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        Path file = Objects.requireNonNull(database);
        return end(file, new Migrator(workplace.clock()).migrate(file, this::tell)).code();
    }

    private void tell(MigrationEvent event) {
        switch (event) {
            case MigrationEvent.Migrating(int schema, String description) ->
                    workplace.print(new Migrating(FORMAT, "migrating", schema, description));
            case MigrationEvent.Migrated(int from, int to, long millis) ->
                    workplace.print(new Migrated(FORMAT, "migrated", from, to, millis));
            case MigrationEvent.Failed(int from, var schema, String error, _) ->
                    workplace.print(new Failed(FORMAT, "failed", from, schema, error));
            case MigrationEvent.TooNew(Schema schema) ->
                    workplace.print(
                            new Failed(
                                    FORMAT,
                                    "failed",
                                    schema.database(),
                                    null,
                                    "the database is newer than this release, which writes schema "
                                            + schema.writes()));
        }
    }

    private ExitStatus end(Path file, MigrationEvent end) {
        return switch (end) {
            case MigrationEvent.Migrating _ ->
                    throw new IllegalStateException("a migration run ended in its middle");
            case MigrationEvent.Migrated _ -> ExitStatus.DONE;
            case MigrationEvent.Failed(_, _, _, boolean busy) ->
                    busy ? ExitStatus.TRY_LATER : ExitStatus.FAILED;
            case MigrationEvent.TooNew(Schema schema) ->
                    throw new SchemaMismatchException(file, schema);
        };
    }

    private record Migrating(String format, String kind, int schema, String description) {}

    private record Migrated(String format, String kind, int from, int to, long millis) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Failed(
            String format, String kind, int from, @Nullable Integer schema, String error) {}
}

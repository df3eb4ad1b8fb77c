package bip.server.database;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/** Brings a database file to this release's schema. The server itself never calls it. */
public final class Migrator {
    private final InstantSource clock;
    private final MigrationResources migrations;

    public Migrator(InstantSource clock) {
        this(clock, new MigrationResources(Migrations.FOLDER, Migrations.FILES));
    }

    Migrator(InstantSource clock, MigrationResources migrations) {
        this.clock = clock;
        this.migrations = migrations;
    }

    /**
     * How {@code file} compares with this release; reads only.
     *
     * @throws DatabaseException if the file cannot be read as a database
     */
    public static Schema schemaOf(Path file) {
        return Schema.of(new SqliteFile(file).schemaNumber());
    }

    /**
     * Migrates {@code file}, which is made when missing; nothing else may have it open for writing.
     * May run twice: the second run finds nothing to do.
     *
     * @param listener told before each migration, and at the end
     * @return the end, which the listener was told too
     */
    public MigrationEvent migrate(Path file, Consumer<MigrationEvent> listener) {
        MigrationEvent end = run(file, listener);
        listener.accept(end);
        return end;
    }

    private MigrationEvent run(Path file, Consumer<MigrationEvent> listener) {
        SqliteFile sqlite = new SqliteFile(file);
        int from = 0;
        Progress progress = new Progress(listener);
        try {
            from = sqlite.schemaNumber();
            if (Schema.of(from).isTooNew()) {
                return new MigrationEvent.TooNew(Schema.of(from));
            }
            long began = clock.millis();
            flyway(sqlite.created(), migrations).callbacks(progress).load().migrate();
            return new MigrationEvent.Migrated(from, sqlite.schemaNumber(), clock.millis() - began);
        } catch (FlywayException | DatabaseException e) {
            DatabaseException failure = SqliteFile.failed("migrate " + file, e);
            return new MigrationEvent.Failed(
                    from,
                    progress.running,
                    String.valueOf(failure.getMessage()),
                    failure instanceof DatabaseBusyException);
        }
    }

    /**
     * Proves that what was applied is what this release knows under the same numbers.
     *
     * @throws DatabaseException if an applied migration differs
     */
    static void validate(DataSource source) {
        try {
            flyway(source, new MigrationResources(Migrations.FOLDER, Migrations.FILES))
                    .ignoreMigrationPatterns("*:pending", "*:future")
                    .load()
                    .validate();
        } catch (FlywayException e) {
            throw SqliteFile.failed("accept the database's migrations", e);
        }
    }

    private static FluentConfiguration flyway(DataSource source, MigrationResources migrations) {
        return Flyway.configure()
                .dataSource(source)
                .resourceProvider(migrations)
                .javaMigrationClassProvider(List::of)
                .executeInTransaction(true)
                .mixed(false)
                .outOfOrder(false)
                .cleanDisabled(true);
    }

    /** Turns Flyway's calls into events and remembers which migration is running. */
    private static final class Progress implements Callback {
        private final Consumer<MigrationEvent> listener;
        private @Nullable Integer running;

        Progress(Consumer<MigrationEvent> listener) {
            this.listener = listener;
        }

        @Override
        public boolean supports(Event event, Context context) {
            return event == Event.BEFORE_EACH_MIGRATE;
        }

        @Override
        public boolean canHandleInTransaction(Event event, Context context) {
            return true;
        }

        @Override
        public void handle(Event event, Context context) {
            MigrationInfo migration = context.getMigrationInfo();
            if (migration.getType() == CoreMigrationType.SQL) {
                int schema = migration.getVersion().getMajor().intValue();
                running = schema;
                listener.accept(new MigrationEvent.Migrating(schema, migration.getDescription()));
            }
        }

        @Override
        public String getCallbackName() {
            return "progress";
        }
    }
}

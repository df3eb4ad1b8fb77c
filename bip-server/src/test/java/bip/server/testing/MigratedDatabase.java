package bip.server.testing;

import bip.server.database.MigrationEvent;
import bip.server.database.Migrator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** Makes databases as {@code migrate} makes them. */
public final class MigratedDatabase {
    private MigratedDatabase() {}

    /**
     * Makes {@code file} with this release's schema, empty of rows; returns it. It is a copy of one
     * that was migrated once: for tests whose subject is not the migration.
     */
    public static Path at(Path file) {
        try {
            Empty.DATABASE.copyOneTo(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** Runs the migration on {@code file}, which may hold an older schema; returns it. */
    public static Path migrate(Path file) {
        MigrationEvent end = new Migrator(InstantSource.system()).migrate(file, _ -> {});
        if (!(end instanceof MigrationEvent.Migrated)) {
            throw new IllegalStateException("not migrated: " + end);
        }
        return file;
    }

    /** Made at its first use. */
    private static final class Empty {
        private static final Template DATABASE =
                Template.madeBy(folder -> migrate(folder.resolve("bip.db")));
    }
}

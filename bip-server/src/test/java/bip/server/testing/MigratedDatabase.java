package bip.server.testing;

import bip.server.database.MigrationEvent;
import bip.server.database.Migrator;
import java.nio.file.Path;
import java.time.InstantSource;

/** Makes databases as {@code migrate} makes them. */
public final class MigratedDatabase {
    private MigratedDatabase() {}

    /** Makes {@code file} with this release's schema, empty of rows; returns it. */
    public static Path at(Path file) {
        MigrationEvent end = new Migrator(InstantSource.system()).migrate(file, _ -> {});
        if (!(end instanceof MigrationEvent.Migrated)) {
            throw new IllegalStateException("not migrated: " + end);
        }
        return file;
    }
}

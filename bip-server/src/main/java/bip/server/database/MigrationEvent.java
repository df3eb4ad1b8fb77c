package bip.server.database;

import org.jspecify.annotations.Nullable;

/** What a migration run tells while it goes on. The last one is always an end. */
public sealed interface MigrationEvent {

    /** A migration begins that leads to {@code schema}. */
    record Migrating(int schema, String description) implements MigrationEvent {}

    /** All is done. */
    record Migrated(int from, int to, long millis) implements MigrationEvent {}

    /**
     * It failed; the migrations before stay.
     *
     * @param schema the migration that failed; null when none had begun
     * @param busy another writer holds the database: nothing is wrong with it
     */
    record Failed(int from, @Nullable Integer schema, String error, boolean busy)
            implements MigrationEvent {}

    /** The database is newer than this release can read: nothing was touched. */
    record TooNew(Schema schema) implements MigrationEvent {}
}

package bip.server.database;

import java.nio.file.Path;

/** The database's schema is outside of what this release can run on. */
public final class SchemaMismatchException extends DatabaseException {
    private final Path file;
    private final Schema schema;

    public SchemaMismatchException(Path file, Schema schema) {
        super(
                "the database "
                        + file
                        + " has schema "
                        + schema.database()
                        + ", this release runs on "
                        + schema.reads().from()
                        + " to "
                        + schema.reads().to(),
                null);
        this.file = file;
        this.schema = schema;
    }

    /** The database's file. */
    public Path file() {
        return file;
    }

    /** Both numbers. */
    public Schema schema() {
        return schema;
    }
}

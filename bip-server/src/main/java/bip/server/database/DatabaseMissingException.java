package bip.server.database;

import java.nio.file.Path;

/** There is no database where one was named. */
public final class DatabaseMissingException extends DatabaseException {
    private final transient Path file;

    DatabaseMissingException(Path file) {
        super("there is no database " + file, null);
        this.file = file;
    }

    /** Where it was looked for. */
    public Path file() {
        return file;
    }
}

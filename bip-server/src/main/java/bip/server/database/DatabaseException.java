package bip.server.database;

import org.jspecify.annotations.Nullable;

/** The database could not do what was asked; the message says what and why. */
public class DatabaseException extends RuntimeException {
    private final DatabaseFault fault;

    public DatabaseException(String message, @Nullable Throwable cause) {
        this(message, cause, DatabaseFault.OTHER);
    }

    DatabaseException(String message, @Nullable Throwable cause, DatabaseFault fault) {
        super(message, cause);
        this.fault = fault;
    }

    /** What is wrong, where that is known. */
    public DatabaseFault fault() {
        return fault;
    }
}

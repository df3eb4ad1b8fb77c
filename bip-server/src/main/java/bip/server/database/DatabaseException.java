package bip.server.database;

import org.jspecify.annotations.Nullable;

/** The database could not do what was asked; the message says what and why. */
public class DatabaseException extends RuntimeException {
    public DatabaseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

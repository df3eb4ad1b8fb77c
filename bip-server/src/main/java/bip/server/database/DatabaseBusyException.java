package bip.server.database;

import org.jspecify.annotations.Nullable;

/** Another writer holds the database and did not let go in time; trying again later may help. */
public final class DatabaseBusyException extends DatabaseException {
    public DatabaseBusyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

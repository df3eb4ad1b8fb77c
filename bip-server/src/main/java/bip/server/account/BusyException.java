package bip.server.account;

import org.jspecify.annotations.Nullable;

/** A password cannot be verified just now; trying again later may help. */
public final class BusyException extends Exception {
    BusyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

package bip.server.account;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.concurrent.Semaphore;

/**
 * Makes and verifies hashes, one at a time: each takes much memory, and guessers should not take
 * the machine from readers. Safe for all threads.
 */
final class Passwords {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    /** Whoever comes when so many wait already is asked to come again. */
    private static final int MOST_WAITING = 8;

    private final Semaphore turn = new Semaphore(1, true);
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private final SecureRandom random;

    Passwords(SecureRandom random) {
        this.random = random;
    }

    /** A new hash with a salt of its own. */
    PasswordHash hash(String password) throws BusyException {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        var cost = PasswordHash.Cost.NEW;
        String normal = AccountRules.normal(password);
        return inTurn(
                () -> new PasswordHash(cost, salt, Argon2.compute(normal, cost, salt, HASH_BYTES)));
    }

    /**
     * Whether the password is the hash's; larger hashes are verified outside this process. Hashes
     * are made of the normal form; of a password as it was typed where another system made them.
     */
    boolean matches(String password, PasswordHash hash) throws BusyException {
        String normal = AccountRules.normal(password);
        return matchesExactly(normal, hash)
                || (!normal.equals(password) && matchesExactly(password, hash));
    }

    private boolean matchesExactly(String password, PasswordHash hash) throws BusyException {
        if (hash.cost().memoryKib() <= PasswordHash.Cost.NEW.memoryKib()) {
            return inTurn(() -> Argon2.matches(password, hash));
        }
        return inTurn(() -> LargeHashProcess.matches(password, hash));
    }

    private <T> T inTurn(Work<T> work) throws BusyException {
        if (!waiting.tryAcquire()) {
            throw new BusyException("too many passwords at once", null);
        }
        try {
            turn.acquire();
            try {
                return work.run();
            } finally {
                turn.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusyException("the server is ending", e);
        } catch (IOException e) {
            throw new BusyException(String.valueOf(e.getMessage()), e);
        } finally {
            waiting.release();
        }
    }

    private interface Work<T> {
        T run() throws IOException;
    }
}

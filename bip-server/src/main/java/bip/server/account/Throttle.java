package bip.server.account;

import bip.server.account.FailureMapper.Failures;
import bip.server.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Slows down whoever guesses passwords, by login and by address. Each failure beyond a few doubles
 * the wait until the next try, up to {@link #LONGEST_WAIT}; so nobody is locked out for ever, and a
 * guesser has at most a dozen tries an hour. An address from which that account signed in lately
 * answers for its own failures only: others cannot keep an editor out of the office.
 */
final class Throttle {
    static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private static final Duration COUNTED = Duration.ofHours(1);
    private static final Duration LATELY = Duration.ofDays(30);

    /** A clerk who mistypes is not kept waiting. */
    private static final int FREE_BY_LOGIN = 4;

    /** A whole office may sit behind one address. */
    private static final int FREE_BY_ADDRESS = 20;

    private final Database database;
    private final UnknownLogins unknown;
    private final InstantSource clock;

    Throttle(Database database, UnknownLogins unknown, InstantSource clock) {
        this.database = database;
        this.unknown = unknown;
        this.clock = clock;
    }

    /** Takes note of a failure by a login that no account has. */
    void failedByUnknown(String login) {
        unknown.failed(login, clock.instant());
    }

    /**
     * How long to wait before the next try; zero or less when it may be made now.
     *
     * @param isKnown an account has that login
     */
    Duration waitOf(String login, boolean isKnown, String address) {
        Instant now = clock.instant();
        return database.read(
                FailureMapper.class,
                failures -> {
                    boolean lately =
                            isKnown && failures.signedInFrom(login, address, now.minus(LATELY)) > 0;
                    Instant since = now.minus(COUNTED);
                    Duration byLogin =
                            wait(
                                    isKnown
                                            ? failures.ofLogin(
                                                    login, lately ? address : null, since)
                                            : unknown.since(login, since),
                                    FREE_BY_LOGIN,
                                    now);
                    Duration byAddress =
                            wait(failures.ofAddress(address, since), FREE_BY_ADDRESS, now);
                    return byLogin.compareTo(byAddress) > 0 ? byLogin : byAddress;
                });
    }

    private static Duration wait(Failures failures, int free, Instant now) {
        Instant last = failures.last();
        if (last == null || failures.count() < free) {
            return Duration.ZERO;
        }
        return Duration.between(now, last.plus(delay(failures.count() - free)));
    }

    /** 2 s, 4 s, 8 s and so on. */
    private static Duration delay(int beyond) {
        Duration delay = Duration.ofSeconds(2L << Math.min(beyond, 20));
        return delay.compareTo(LONGEST_WAIT) < 0 ? delay : LONGEST_WAIT;
    }
}

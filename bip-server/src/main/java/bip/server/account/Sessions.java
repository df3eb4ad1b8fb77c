package bip.server.account;

import bip.server.database.Database;
import bip.server.database.FrozenException;
import bip.server.database.Transaction;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is signed in. */
final class Sessions {
    private static final Logger log = LoggerFactory.getLogger(Sessions.class);

    /** A browser left alone is signed out after this. */
    static final Duration IDLE = Duration.ofMinutes(30);

    /** Nobody stays signed in longer, however busy. */
    static final Duration LONGEST = Duration.ofHours(12);

    /** How exactly the last use is known: a write at each request would cost every one of them. */
    private static final Duration TOUCH = Duration.ofMinutes(1);

    /** Ended sessions are known this long, so that their use is told from a guess. */
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private final Database database;
    private final KeptEnds keptEnds;
    private final InstantSource clock;
    private final SecureRandom random;

    Sessions(Database database, KeptEnds keptEnds, InstantSource clock, SecureRandom random) {
        this.database = database;
        this.keptEnds = keptEnds;
        this.clock = clock;
        this.random = random;
    }

    /** What a browser's secret says. */
    sealed interface Found {
        record Live(long accountId, String login, boolean administrator) implements Found {}

        /** It was a session once. */
        record Expired(long accountId, String login) implements Found {}

        /** It never was a session: a form's cookie, or a guess. */
        record Unknown() implements Found {}
    }

    Found find(Secret secret) {
        keptEnds.enter(database);
        return database.read(SessionMapper.class, sessions -> sessions.find(secret.sha256()))
                .map(this::judge)
                .orElseGet(Found.Unknown::new);
    }

    private Found judge(SessionMapper.Row row) {
        Instant now = clock.instant();
        if (row.endedAt() != null
                || row.disabled()
                || keptEnds.has(row.secretSha256())
                || now.isAfter(row.seenAt().plus(IDLE))
                || now.isAfter(row.startedAt().plus(LONGEST))) {
            return new Found.Expired(row.accountId(), row.login());
        }
        if (now.isAfter(row.seenAt().plus(TOUCH))) {
            touch(row, now);
        }
        return new Found.Live(row.accountId(), row.login(), row.administrator());
    }

    private void touch(SessionMapper.Row row, Instant now) {
        try {
            database.write(
                    SessionMapper.class, sessions -> sessions.touch(row.secretSha256(), now));
        } catch (FrozenException e) {
            log.debug("a use of a session is noted after the freeze");
        }
    }

    /** Begins a session with a secret of its own. */
    Secret begin(Transaction transaction, long accountId) {
        Secret secret = Secret.random(random);
        Instant now = clock.instant();
        SessionMapper sessions = transaction.mapper(SessionMapper.class);
        sessions.deleteSeenBefore(now.minus(REMEMBERED));
        sessions.add(secret.sha256(), accountId, now);
        return secret;
    }

    void end(Transaction transaction, Secret secret) {
        transaction.mapper(SessionMapper.class).end(secret.sha256(), clock.instant());
    }

    /** Ends it for good when that cannot be written to the database now. */
    void keepEnd(Secret secret) {
        keptEnds.keep(secret.sha256(), clock.instant());
    }

    /** A secret for a browser that is to send a form and has none yet. */
    Secret strangersSecret() {
        return Secret.random(random);
    }
}

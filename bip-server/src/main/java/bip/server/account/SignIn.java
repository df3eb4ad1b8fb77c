package bip.server.account;

import bip.server.audit.AuditEntrance;
import bip.server.audit.AuditEvent;
import bip.server.audit.AuditKind;
import bip.server.audit.AuditLog;
import bip.server.database.Database;
import bip.server.database.FrozenException;
import bip.server.database.Transaction;
import bip.server.health.Freeze;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Optional;

/** Judges a login and a password, and begins a session. Each attempt leaves an audit entry. */
final class SignIn {
    private final Database database;
    private final AuditLog audit;
    private final AuditEntrance attempts;
    private final Freeze freeze;
    private final Passwords passwords;
    private final Decoys decoys;
    private final Throttle throttle;
    private final Sessions sessions;

    SignIn(
            Database database,
            AuditLog audit,
            AuditEntrance attempts,
            Freeze freeze,
            Passwords passwords,
            Decoys decoys,
            Throttle throttle,
            Sessions sessions) {
        this.database = database;
        this.audit = audit;
        this.attempts = attempts;
        this.freeze = freeze;
        this.passwords = passwords;
        this.decoys = decoys;
        this.throttle = throttle;
        this.sessions = sessions;
    }

    /** How an attempt ended. */
    sealed interface Outcome {
        record SignedIn(Secret secret) implements Outcome {}

        /** Unknown login, wrong password or disabled account: the visitor is not told which. */
        record Refused() implements Outcome {}

        /** Not judged, because of the failures before it. */
        record Throttled(Duration waiting) implements Outcome {}

        /** Not judged, because a session could not be written down. */
        record Frozen() implements Outcome {}
    }

    /**
     * Tries to sign in.
     *
     * @param address of the visitor
     * @throws BusyException if too many try at once
     */
    Outcome attempt(String typedLogin, String password, String address) throws BusyException {
        String login = Normalizer.normalize(typedLogin.strip(), Normalizer.Form.NFC);
        if (freeze.stands()) {
            return new Outcome.Frozen();
        }
        Optional<AccountMapper.Row> account =
                database.read(AccountMapper.class, accounts -> accounts.findInAnyCase(login));
        String known = account.map(AccountMapper.Row::login).orElse(login);
        Duration wait = throttle.waitOf(known, account.isPresent(), address);
        if (wait.isPositive()) {
            var event = AuditEvent.of(AuditKind.SIGN_IN_THROTTLED).from(address);
            attempts.recordRepeatable(
                    account.map(row -> event.by(row.id(), row.login())).orElse(event));
            return new Outcome.Throttled(wait);
        }
        return judge(account, login, password, address);
    }

    private Outcome judge(
            Optional<AccountMapper.Row> account, String login, String password, String address)
            throws BusyException {
        Optional<PasswordHash> known =
                account.flatMap(row -> PasswordHash.parse(row.passwordHash()));
        PasswordHash hash = known.orElseGet(() -> decoys.of(login));
        boolean matches = passwords.matches(password, hash) && known.isPresent();
        if (account.isEmpty()) {
            throttle.failedByUnknown(login);
            return refused(AuditEvent.of(AuditKind.UNKNOWN_LOGIN_REFUSED), address);
        }
        AccountMapper.Row row = account.get();
        if (row.disabled()) {
            return refused(
                    AuditEvent.of(AuditKind.DISABLED_ACCOUNT_REFUSED).by(row.id(), row.login()),
                    address);
        }
        return matches
                ? beginUnlessFrozen(row, hash, password, address)
                : refused(
                        AuditEvent.of(AuditKind.PASSWORD_REFUSED).by(row.id(), row.login()),
                        address);
    }

    private Outcome refused(AuditEvent event, String address) {
        attempts.record(event.from(address));
        return new Outcome.Refused();
    }

    /** The freeze may have come while the password was verified. */
    private Outcome beginUnlessFrozen(
            AccountMapper.Row row, PasswordHash hash, String password, String address)
            throws BusyException {
        try {
            return begin(row, hash, password, address);
        } catch (FrozenException e) {
            return new Outcome.Frozen();
        }
    }

    private Outcome begin(AccountMapper.Row row, PasswordHash hash, String password, String address)
            throws BusyException {
        Optional<PasswordHash> renewed =
                hash.isOutdated() ? Optional.of(passwords.hash(password)) : Optional.empty();
        Optional<Secret> secret =
                database.write(transaction -> {
                    if (!isAsJudged(transaction, row)) {
                        return Optional.empty();
                    }
                    renewed.ifPresent(fresh -> renew(transaction, row, fresh, address));
                    audit.record(
                            transaction,
                            AuditEvent.of(AuditKind.SIGNED_IN)
                                    .by(row.id(), row.login())
                                    .from(address));
                    return Optional.of(sessions.begin(transaction, row.id()));
                });
        return secret.<Outcome>map(Outcome.SignedIn::new).orElseGet(Outcome.Refused::new);
    }

    /** It may have been disabled, or its password reset, while the old password was verified. */
    private static boolean isAsJudged(Transaction transaction, AccountMapper.Row judged) {
        return transaction
                .mapper(AccountMapper.class)
                .find(judged.login())
                .filter(now -> !now.disabled() && now.passwordHash().equals(judged.passwordHash()))
                .isPresent();
    }

    private void renew(
            Transaction transaction, AccountMapper.Row row, PasswordHash fresh, String address) {
        transaction
                .mapper(AccountMapper.class)
                .renewHash(row.id(), row.passwordHash(), fresh.stored());
        audit.record(
                transaction,
                AuditEvent.of(AuditKind.PASSWORD_HASH_RENEWED)
                        .by(row.id(), row.login())
                        .from(address));
    }
}

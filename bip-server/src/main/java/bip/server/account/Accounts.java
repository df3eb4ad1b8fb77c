package bip.server.account;

import bip.server.audit.AuditEvent;
import bip.server.audit.AuditKind;
import bip.server.audit.AuditLog;
import bip.server.database.Database;
import bip.server.database.Transaction;
import bip.server.text.PolishOrder;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes, lists and changes accounts on behalf of the machine's administrator, beside a running
 * server too. Each change is one transaction with its audit entry.
 */
public final class Accounts {
    /** Stands in the audit log where no account acted. */
    private static final String ACTOR = "bip-server users";

    private final Database database;
    private final AuditLog audit;
    private final InstantSource clock;
    private final Passwords passwords;
    private final String actor;

    /** Acts for whoever may run the server's commands. */
    public Accounts(Database database, InstantSource clock, SecureRandom random) {
        this(database, clock, random, "");
    }

    /**
     * Acts for somebody.
     *
     * @param person who it is, for the audit log; empty when that is not known
     */
    public Accounts(Database database, InstantSource clock, SecureRandom random, String person) {
        this.actor = person.isBlank() ? ACTOR : ACTOR + ", " + person;
        this.database = database;
        this.audit = new AuditLog(database, clock);
        this.clock = clock;
        this.passwords = new Passwords(random);
    }

    /** How a change ended. */
    public sealed interface Outcome {
        record Changed() implements Outcome {}

        /** It was so already. */
        record Unchanged() implements Outcome {}

        record Refused(Refusal reason) implements Outcome {}
    }

    /** Why a change is refused; the names are part of the contract with bipctl. */
    public enum Refusal {
        LOGIN_TAKEN,
        LOGIN_UNKNOWN,
        LOGIN_MALFORMED,
        EMAIL_MALFORMED,
        PASSWORD_MISSING,
        PASSWORD_TOO_SHORT,
        PASSWORD_TOO_LONG,
        /** It is the login, or one letter over and over. */
        PASSWORD_TOO_WEAK,
        LAST_ADMINISTRATOR
    }

    /**
     * An account as the administrator sees it.
     *
     * @param imported its password was set in another system and not used here since
     */
    public record Account(
            String login,
            @Nullable String email,
            boolean administrator,
            boolean disabled,
            boolean imported,
            Instant createdAt) {}

    /** All accounts, by login in Polish order. */
    public List<Account> list() {
        return database.read(AccountMapper.class, AccountMapper::list).stream()
                .map(Accounts::toAccount)
                .sorted(Comparator.comparing(Account::login, new PolishOrder()))
                .toList();
    }

    /** Makes an account. */
    public Outcome create(
            String typed, @Nullable String email, boolean administrator, String password)
            throws BusyException {
        String login = AccountRules.normal(typed);
        Optional<Refusal> refusal =
                AccountRules.checkLogin(login)
                        .or(() -> AccountRules.checkEmail(email))
                        .or(() -> AccountRules.checkPassword(login, password));
        if (refusal.isPresent()) {
            return new Outcome.Refused(refusal.get());
        }
        String hash = passwords.hash(password).stored();
        return database.write(transaction -> {
            var accounts = transaction.mapper(AccountMapper.class);
            if (accounts.list().stream()
                    .anyMatch(row -> AccountRules.areAlike(row.login(), login))) {
                return new Outcome.Refused(Refusal.LOGIN_TAKEN);
            }
            accounts.add(login, email, hash, administrator, clock.instant());
            record(transaction, AuditKind.ACCOUNT_CREATED, login);
            return new Outcome.Changed();
        });
    }

    /** Ends the account's sessions at once and lets it begin none; what it did stays its own. */
    public Outcome disable(String login) {
        return change(
                login,
                (transaction, row) -> {
                    var accounts = transaction.mapper(AccountMapper.class);
                    if (row.disabled()) {
                        return new Outcome.Unchanged();
                    }
                    if (row.administrator() && accounts.countAdministrators() == 1) {
                        return new Outcome.Refused(Refusal.LAST_ADMINISTRATOR);
                    }
                    accounts.setDisabled(row.id(), true);
                    endSessions(transaction, row.id());
                    record(transaction, AuditKind.ACCOUNT_DISABLED, row.login());
                    return new Outcome.Changed();
                });
    }

    /** Lets a disabled account sign in again. */
    public Outcome enable(String login) {
        return change(
                login,
                (transaction, row) -> {
                    if (!row.disabled()) {
                        return new Outcome.Unchanged();
                    }
                    transaction.mapper(AccountMapper.class).setDisabled(row.id(), false);
                    record(transaction, AuditKind.ACCOUNT_ENABLED, row.login());
                    return new Outcome.Changed();
                });
    }

    /** Sets a new password and ends the account's sessions. */
    public Outcome resetPassword(String login, String password) throws BusyException {
        Optional<Refusal> refusal = AccountRules.checkPassword(login, password);
        if (refusal.isPresent()) {
            return new Outcome.Refused(refusal.get());
        }
        String hash = passwords.hash(password).stored();
        return change(
                login,
                (transaction, row) -> {
                    transaction.mapper(AccountMapper.class).setHash(row.id(), hash);
                    endSessions(transaction, row.id());
                    record(transaction, AuditKind.PASSWORD_RESET, row.login());
                    return new Outcome.Changed();
                });
    }

    private Outcome change(
            String login, BiFunction<Transaction, AccountMapper.Row, Outcome> change) {
        return database.write(transaction ->
                transaction
                        .mapper(AccountMapper.class)
                        .findInAnyCase(login)
                        .map(row -> change.apply(transaction, row))
                        .orElseGet(() -> new Outcome.Refused(Refusal.LOGIN_UNKNOWN)));
    }

    private void endSessions(Transaction transaction, long accountId) {
        transaction.mapper(SessionMapper.class).endAllOf(accountId, clock.instant());
    }

    private void record(Transaction transaction, AuditKind kind, String login) {
        audit.record(transaction, AuditEvent.of(kind).about("account/" + login).saying(actor));
    }

    private static Account toAccount(AccountMapper.Row row) {
        boolean current =
                PasswordHash.parse(row.passwordHash())
                        .filter(hash -> !hash.isOutdated())
                        .isPresent();
        return new Account(
                row.login(),
                row.email(),
                row.administrator(),
                row.disabled(),
                !current,
                row.createdAt());
    }
}

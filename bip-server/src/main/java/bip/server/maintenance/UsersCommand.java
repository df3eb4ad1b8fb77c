package bip.server.maintenance;

import bip.server.account.Accounts;
import bip.server.account.Accounts.Outcome;
import bip.server.account.BusyException;
import bip.server.database.Database;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Accounts, also beside a running server. A password comes as one line of standard input: arguments
 * can be read by everybody on the machine.
 */
@Command(
        name = "users",
        description = "Lists and changes the accounts of editors and administrators.",
        mixinStandardHelpOptions = true)
public final class UsersCommand implements Runnable {
    private static final int LONGEST_LINE = 4096;

    private static final String BY = "Who does it, for the audit log.";

    @Spec private @Nullable CommandSpec spec;

    private final Workplace workplace;
    private final InputStream in;

    /**
     * Works on the workplace's database.
     *
     * @param in where a password comes from
     */
    public UsersCommand(Workplace workplace, InputStream in) {
        this.workplace = workplace;
        this.in = in;
    }

    /** The command with its verbs, to be added to the others. */
    public CommandLine withVerbs() {
        return new CommandLine(this);
    }

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(),
                "Missing verb: list, create, disable, enable or reset-password");
    }

    @Command(name = "list", description = "Lists all accounts.", mixinStandardHelpOptions = true)
    int list(@Option(names = "--database", paramLabel = "FILE") @Nullable Path database) {
        try (Database open = workplace.openDatabase(database)) {
            workplace.print(
                    new Users(
                            "bip-users/v1",
                            accounts(open, "").list().stream().map(User::of).toList()));
        }
        return ExitStatus.DONE.code();
    }

    @Command(
            name = "create",
            description = "Makes an account; its password is a line of standard input.",
            mixinStandardHelpOptions = true)
    int create(
            @Parameters(paramLabel = "LOGIN") String login,
            @Option(names = "--administrator") boolean administrator,
            @Option(names = "--email", paramLabel = "ADDRESS") @Nullable String email,
            @Option(names = "--by", paramLabel = "PERSON", defaultValue = "", description = BY)
                    String by,
            @Option(names = "--database", paramLabel = "FILE") @Nullable Path database)
            throws Exception {
        String password = password();
        return change(
                login,
                "created",
                by,
                database,
                accounts -> accounts.create(login, email, administrator, password));
    }

    @Command(
            name = "disable",
            description = "Ends an account's sessions and lets it begin none.",
            mixinStandardHelpOptions = true)
    int disable(
            @Parameters(paramLabel = "LOGIN") String login,
            @Option(names = "--by", paramLabel = "PERSON", defaultValue = "", description = BY)
                    String by,
            @Option(names = "--database", paramLabel = "FILE") @Nullable Path database)
            throws Exception {
        return change(login, "disabled", by, database, accounts -> accounts.disable(login));
    }

    @Command(
            name = "enable",
            description = "Lets a disabled account sign in again.",
            mixinStandardHelpOptions = true)
    int enable(
            @Parameters(paramLabel = "LOGIN") String login,
            @Option(names = "--by", paramLabel = "PERSON", defaultValue = "", description = BY)
                    String by,
            @Option(names = "--database", paramLabel = "FILE") @Nullable Path database)
            throws Exception {
        return change(login, "enabled", by, database, accounts -> accounts.enable(login));
    }

    @Command(
            name = "reset-password",
            description = "Sets a new password, a line of standard input, and ends all sessions.",
            mixinStandardHelpOptions = true)
    int resetPassword(
            @Parameters(paramLabel = "LOGIN") String login,
            @Option(names = "--by", paramLabel = "PERSON", defaultValue = "", description = BY)
                    String by,
            @Option(names = "--database", paramLabel = "FILE") @Nullable Path database)
            throws Exception {
        String password = password();
        return change(
                login,
                "password-reset",
                by,
                database,
                accounts -> accounts.resetPassword(login, password));
    }

    private int change(String login, String done, String by, @Nullable Path database, Act act)
            throws BusyException {
        workplace.requireThawed();
        try (Database open = workplace.openDatabase(database)) {
            return switch (act.on(accounts(open, by))) {
                case Outcome.Changed() -> report(ExitStatus.DONE, login, done, null);
                case Outcome.Unchanged() -> report(ExitStatus.DONE, login, "unchanged", null);
                case Outcome.Refused(var reason) ->
                        report(
                                ExitStatus.FAILED,
                                login,
                                "refused",
                                reason.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            };
        }
    }

    private int report(ExitStatus status, String login, String outcome, @Nullable String reason) {
        workplace.print(new Change("bip-users-change/v1", login, outcome, reason));
        return status.code();
    }

    private Accounts accounts(Database database, String by) {
        return new Accounts(database, workplace.clock(), new SecureRandom(), by);
    }

    private String password() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int letter = in.read(); letter >= 0 && letter != '\n'; letter = in.read()) {
            if (line.size() >= LONGEST_LINE) {
                throw new IOException("the password's line is longer than " + LONGEST_LINE);
            }
            line.write(letter);
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private interface Act {
        Outcome on(Accounts accounts) throws BusyException;
    }

    private record Users(String format, List<User> users) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record User(
            String login,
            @Nullable String email,
            boolean administrator,
            boolean disabled,
            boolean imported,
            Instant createdAt) {
        static User of(Accounts.Account account) {
            return new User(
                    account.login(),
                    account.email(),
                    account.administrator(),
                    account.disabled(),
                    account.imported(),
                    account.createdAt());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Change(String format, String login, String outcome, @Nullable String reason) {}
}

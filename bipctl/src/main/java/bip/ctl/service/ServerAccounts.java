package bip.ctl.service;

import bip.ctl.layout.Layout;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.JsonObject;
import bip.ctl.support.JsonProblem;
import bip.ctl.support.Programs;
import bip.ctl.support.Said;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The accounts of the current release's bulletin, by way of its {@code users} subcommands, contract
 * {@code docs/contract/maintenance.md}. Works beside a running server and without one.
 */
public final class ServerAccounts {
    /** Letters, not bytes; the server says the same. */
    public static final int SHORTEST_PASSWORD = 12;

    private static final int LONGEST_PASSWORD = 256;

    /** A JVM's start and one hash. */
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static final int REFUSED = 1;
    private static final int USAGE = 2;
    private static final int TRY_LATER = 75;

    private final Layout layout;
    private final ReleaseRunner runner;

    public ServerAccounts(Layout layout, ReleaseRunner runner) {
        this.layout = layout;
        this.runner = runner;
    }

    /**
     * An account.
     *
     * @param email empty when none is known
     * @param imported its password was set in another system and not used here since
     */
    public record Account(
            String login,
            String email,
            boolean administrator,
            boolean disabled,
            boolean imported,
            Instant createdAt) {}

    /** All accounts, by login in Polish order. */
    public List<Account> list() throws IOException, InterruptedException {
        var result = run(List.of("list"), Optional.empty());
        if (result.exitCode() != 0) {
            throw failed("list", result);
        }
        try {
            var accounts = new ArrayList<Account>();
            for (JsonObject user :
                    ReleaseProgram.document(result.out(), "bip-users/v1").objects("users")) {
                accounts.add(account(user));
            }
            return accounts;
        } catch (JsonProblem e) {
            throw new CtlException(e, ErrorCode.S111, program(), "users list", e.reason());
        } catch (DateTimeParseException e) {
            throw new CtlException(e, ErrorCode.S111, program(), "users list", "createdAt");
        }
    }

    /**
     * Changes an account.
     *
     * @param arguments of {@code users}: verb, login, options
     * @param by who does it, for the bulletin's audit log
     * @param password for the verbs that need one
     * @return what came of it, as the contract names it: {@code created}, {@code unchanged}, …
     * @throws CtlException A2xx if the server refuses
     */
    public String change(List<String> arguments, String by, Optional<String> password)
            throws IOException, InterruptedException {
        var result = run(signed(arguments, by), password);
        if (result.exitCode() == USAGE) {
            // A release that does not know --by; it has done nothing.
            result = run(arguments, password);
        }
        String verb = arguments.getFirst();
        if (result.exitCode() == TRY_LATER) {
            throw new CtlException(ErrorCode.A208);
        }
        if ((result.exitCode() != 0 && result.exitCode() != REFUSED) || result.out().isBlank()) {
            throw failed(verb, result);
        }
        try {
            var json = ReleaseProgram.document(result.out(), "bip-users-change/v1");
            if (json.string("outcome").equals("refused")) {
                throw refused(json.string("login"), json.string("reason"), result);
            }
            return json.string("outcome");
        } catch (JsonProblem e) {
            throw new CtlException(e, ErrorCode.S111, program(), "users " + verb, e.reason());
        }
    }

    private static List<String> signed(List<String> arguments, String by) {
        var signed = new ArrayList<>(arguments);
        signed.add("--by=" + by);
        return signed;
    }

    private CtlException refused(String login, String reason, Programs.Result result) {
        return switch (reason) {
            case "login-taken" -> new CtlException(ErrorCode.A200, login);
            case "login-unknown" -> new CtlException(ErrorCode.A201, login);
            case "login-malformed" -> new CtlException(ErrorCode.A202, login);
            case "email-malformed" -> new CtlException(ErrorCode.A213);
            case "password-missing" -> new CtlException(ErrorCode.A211);
            case "password-too-short" -> new CtlException(ErrorCode.A204, SHORTEST_PASSWORD);
            case "password-too-weak" -> new CtlException(ErrorCode.A212);
            case "last-administrator" -> new CtlException(ErrorCode.A206, login);
            case "password-too-long" -> new CtlException(ErrorCode.A207, LONGEST_PASSWORD);
            // A newer release may refuse for reasons that this bipctl does not know.
            default ->
                    new CtlException(ErrorCode.S110, program(), "users", result.exitCode(), reason);
        };
    }

    private static Account account(JsonObject user) throws JsonProblem {
        return new Account(
                user.string("login"),
                user.findString("email").orElse(""),
                user.bool("administrator"),
                user.bool("disabled"),
                user.bool("imported"),
                Instant.parse(user.string("createdAt")));
    }

    private Programs.Result run(List<String> arguments, Optional<String> password)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(program().toString());
        command.add("users");
        command.addAll(arguments);
        return runner.run(command, LIMIT, password.map(secret -> secret + "\n").orElse(""));
    }

    /** By way of the link, so that it works on the current generation's database. */
    private Path program() {
        return layout.current().resolve("release/bin/bip-server");
    }

    private CtlException failed(String verb, Programs.Result result) {
        return new CtlException(
                ErrorCode.S110,
                program(),
                "users " + verb,
                result.exitCode(),
                Said.of(result.err().lines().toList()));
    }
}

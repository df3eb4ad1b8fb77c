package bip.ctl.command;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.ExitCode;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** Changes one account. What is to be asked is asked before the installation is locked. */
abstract class UserVerb extends Verb {

    @Parameters(index = "0", paramLabel = "LOGIN")
    String login = "";

    /** The server's arguments: verb, login, options. */
    abstract List<String> arguments();

    /** The new password, for the verbs that set one. */
    Optional<NewPassword> password(Desk desk) {
        return Optional.empty();
    }

    @Override
    final ExitCode run(Desk desk) throws Exception {
        String words = "user " + arguments().getFirst() + " " + login;
        requireInstalled(desk);
        Optional<NewPassword> password = password(desk);
        try (var lock = desk.lock(words)) {
            ExitCode recovered = desk.recover();
            return recovered == ExitCode.DONE ? change(desk, password) : recovered;
        }
    }

    static void requireInstalled(Desk desk) throws Exception {
        if (desk.machine().generations().current().isEmpty()) {
            throw new CtlException(ErrorCode.U100);
        }
    }

    private ExitCode change(Desk desk, Optional<NewPassword> password) throws Exception {
        var machine = desk.machine();
        String outcome =
                machine.accounts()
                        .change(arguments(), machine.by(), password.map(NewPassword::text));
        desk.console()
                .result(
                        switch (outcome) {
                            case "created" -> desk.text("user.created", login);
                            case "disabled" -> desk.text("user.disabled", login);
                            case "enabled" -> desk.text("user.enabled", login);
                            case "password-reset" -> desk.text("user.password-reset", login);
                            default -> desk.text("user.unchanged", login);
                        });
        password.filter(NewPassword::isGenerated)
                .ifPresent(made -> {
                    desk.console().result(desk.text("user.generated", made.text()));
                    desk.console().notice(desk.text("user.generatedHint"));
                });
        return ExitCode.DONE;
    }
}

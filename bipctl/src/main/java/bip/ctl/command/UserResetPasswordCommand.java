package bip.ctl.command;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Gives an account a new password. */
@Command(name = "reset-password")
final class UserResetPasswordCommand extends UserVerb {

    @Option(names = "--generate")
    boolean isGenerated;

    @Override
    List<String> arguments() {
        return List.of("reset-password", login);
    }

    @Override
    Optional<NewPassword> password(Desk desk) {
        return Optional.of(isGenerated ? NewPassword.generate() : NewPassword.ask(desk, login));
    }
}

package bip.ctl.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes an account; the first administrator too, for no bulletin has one from the start. */
@Command(name = "create")
final class UserCreateCommand extends UserVerb {

    @Option(names = "--administrator")
    boolean isAdministrator;

    @Option(names = "--email", paramLabel = "ADDRESS")
    @Nullable String email;

    @Option(names = "--generate")
    boolean isGenerated;

    @Override
    List<String> arguments() {
        var arguments = new ArrayList<>(List.of("create", login));
        if (isAdministrator) {
            arguments.add("--administrator");
        }
        if (email != null) {
            arguments.addAll(List.of("--email", email));
        }
        return arguments;
    }

    @Override
    Optional<NewPassword> password(Desk desk) {
        return Optional.of(isGenerated ? NewPassword.generate() : NewPassword.ask(desk, login));
    }
}

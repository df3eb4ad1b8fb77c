package bip.ctl.command;

import java.util.List;
import picocli.CommandLine.Command;

/** Ends an account's sessions and lets it begin none. */
@Command(name = "disable")
final class UserDisableCommand extends UserVerb {

    @Override
    List<String> arguments() {
        return List.of("disable", login);
    }
}

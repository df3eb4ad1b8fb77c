package bip.ctl.command;

import java.util.List;
import picocli.CommandLine.Command;

/** Lets a disabled account sign in again. */
@Command(name = "enable")
final class UserEnableCommand extends UserVerb {

    @Override
    List<String> arguments() {
        return List.of("enable", login);
    }
}

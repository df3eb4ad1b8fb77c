package bip.ctl.command;

import bip.ctl.policy.Policy.Hold;
import bip.ctl.support.ExitCode;
import bip.ctl.upgrade.Prospect;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Whether there is something newer: exit code 0 nothing, 11 something, 4 when what is current was
 * revoked. Asks the channel, and changes nothing but what is trusted of it.
 */
@Command(name = "check")
final class CheckCommand extends Verb {

    @Mixin JsonOption json = new JsonOption();

    @Override
    ExitCode run(Desk desk) throws Exception {
        Prospect prospect = desk.planner().prospect();
        Hold hold = Holding.find(desk).orElse(null);
        if (json.isWanted) {
            JsonOption.print(desk, new CheckJson(prospect, hold, exitCode(prospect)).document());
        } else {
            new CheckText(desk, prospect, hold).print();
        }
        return exitCode(prospect);
    }

    private static ExitCode exitCode(Prospect prospect) {
        if (prospect.findRevocation().isPresent()) {
            return ExitCode.ATTENTION;
        }
        return prospect.findNewest().isPresent() ? ExitCode.UPDATE_AVAILABLE : ExitCode.DONE;
    }
}

package bip.ctl.command;

import bip.ctl.support.ExitCode;
import bip.ctl.upgrade.Outcome;
import bip.ctl.upgrade.UpgradeEvent;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Deals with an operation that was cut short because somebody asked for that, and says how. */
final class Recovery {

    private Recovery() {}

    static ExitCode run(Desk desk, Act act) throws IOException {
        try (var show = new OperationShow(desk, List.of(), 0)) {
            Optional<Outcome> outcome = act.run(show);
            if (outcome.isEmpty()) {
                desk.console().result(desk.text("recover.nothing"));
                return ExitCode.DONE;
            }
            return new Endings(desk).ofRecovery(outcome.get());
        }
    }

    /** Resume or abort. */
    interface Act {
        Optional<Outcome> run(UpgradeEvent.Listener listener) throws IOException;
    }
}

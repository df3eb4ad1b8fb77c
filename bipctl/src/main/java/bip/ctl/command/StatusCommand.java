package bip.ctl.command;

import bip.ctl.support.ExitCode;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How things are: exit code 0 well, 3 not running, 4 needs attention. */
@Command(name = "status")
final class StatusCommand extends Verb {

    @Mixin JsonOption json = new JsonOption();

    @Override
    ExitCode run(Desk desk) throws IOException {
        var report = StatusReport.of(desk);
        if (json.isWanted) {
            JsonOption.print(desk, report.json());
        } else {
            report.print(desk);
        }
        return report.exitCode();
    }
}

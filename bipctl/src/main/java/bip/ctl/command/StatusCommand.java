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
    boolean isForEverybody() {
        return true;
    }

    @Override
    ExitCode run(Desk desk) throws IOException, InterruptedException {
        var report = StatusReport.of(desk);
        if (json.isWanted) {
            JsonOption.print(desk, new StatusJson(report).document());
        } else {
            new StatusText(desk, report).print();
        }
        return report.exitCode();
    }
}

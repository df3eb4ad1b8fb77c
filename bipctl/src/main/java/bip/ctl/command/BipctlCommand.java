package bip.ctl.command;

import bip.ctl.support.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bipctl} alone: how things are, and the next command. */
@Command(name = "bipctl")
final class BipctlCommand extends Verb {

    @Mixin GlobalOptions options = new GlobalOptions();

    @Option(names = "--version")
    boolean isVersionWanted;

    @Override
    boolean isForEverybody() {
        return true;
    }

    @Override
    ExitCode run(Desk desk) throws Exception {
        if (isVersionWanted) {
            desk.console().result("bipctl " + desk.toolkit().version());
            return ExitCode.DONE;
        }
        var report = StatusReport.of(desk);
        new StatusText(desk, report).print();
        // What is explained has its own next command; what was cut short comes before that.
        boolean isExplained = report.unfinished() == null && report.findExplanation().isPresent();
        if (!isExplained && !report.isChangedByHand()) {
            desk.console().notice(desk.text("bipctl.next", report.nextCommand()));
        }
        return report.exitCode();
    }
}

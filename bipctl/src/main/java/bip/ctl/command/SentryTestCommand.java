package bip.ctl.command;

import bip.ctl.sentry.CheckReport;
import bip.ctl.sentry.SentryCheck;
import bip.ctl.support.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Sends a marked event, for a person to look for in Sentry. */
@Command(name = "test")
final class SentryTestCommand extends Verb {

    @Option(names = "--message", paramLabel = "TEXT")
    @Nullable String message;

    @Override
    ExitCode run(Desk desk) throws Exception {
        String mark = "bipctl sentry test, " + SentryEvents.hostName();
        var event =
                SentryEvents.of(desk, "warning", message == null ? mark : mark + ": " + message);
        var report = new SentryCheck(desk.layout(), desk.machine().probe(), _ -> {}).send(event);
        if (report.findFailure().isPresent()) {
            return desk.fail(report.findFailure().get());
        }
        report.findAccepted().ifPresent(accepted -> tell(desk, accepted));
        return ExitCode.DONE;
    }

    private static void tell(Desk desk, CheckReport.Accepted accepted) {
        desk.console()
                .result(
                        desk.text(
                                "sentry.accepted", accepted.eventId(), accepted.took().toMillis()));
        desk.console().result(desk.text("sentry.lookFor", accepted.project(), accepted.eventId()));
    }
}

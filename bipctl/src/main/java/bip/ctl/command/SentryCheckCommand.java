package bip.ctl.command;

import bip.ctl.sentry.CheckReport;
import bip.ctl.sentry.SentryCheck;
import bip.ctl.sentry.SentrySetting;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.ExitCode;
import bip.ctl.support.Failures;
import bip.ctl.support.Messages;
import bip.ctl.support.Phrase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Whether an error of the server would reach Sentry: exit code 0 yes, 4 no. */
@Command(name = "check")
final class SentryCheckCommand extends Verb {

    @Mixin JsonOption json = new JsonOption();

    @Override
    ExitCode run(Desk desk) throws Exception {
        Consumer<Phrase> steps =
                json.isWanted ? _ -> {} : step -> desk.console().result(desk.text(step));
        var report =
                new SentryCheck(desk.layout(), desk.machine().probe(), steps)
                        .run(SentryEvents.of(desk, "info", "bipctl sentry check"));
        if (json.isWanted) {
            JsonOption.print(desk, document(report));
        }
        report.findFailure().ifPresent(failure -> fail(desk, failure));
        return report.findFailure().map(it -> it.code().exitCode()).orElse(ExitCode.DONE);
    }

    private static void fail(Desk desk, CtlException failure) {
        desk.fail(failure);
        if (isUnset(failure) && desk.toolkit().environment().containsKey(SentrySetting.KEY)) {
            desk.console().warning(desk.text("sentry.shellIgnored"));
        }
    }

    private static boolean isUnset(CtlException failure) {
        return failure.code() == ErrorCode.T100 || failure.code() == ErrorCode.T101;
    }

    /** For programs: {@code bipctl-sentry/v1}; the texts in English whatever the language. */
    private static Map<String, @Nullable Object> document(CheckReport report) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("format", "bipctl-sentry/v1");
        json.put("ok", report.findFailure().isEmpty());
        json.put("passed", report.passed());
        json.put("eventId", report.findAccepted().map(it -> it.eventId()).orElse(null));
        json.put("millis", report.findAccepted().map(it -> it.took().toMillis()).orElse(null));
        json.put("failure", report.findFailure().map(SentryCheckCommand::failure).orElse(null));
        return json;
    }

    private static Map<String, Object> failure(CtlException failure) {
        List<String> lines = new Failures(new Messages(Locale.ROOT)).lines(failure);
        var json = new LinkedHashMap<String, Object>();
        json.put("code", failure.code().id());
        json.put("exitCode", failure.code().exitCode().number());
        json.put("lines", lines);
        return json;
    }
}

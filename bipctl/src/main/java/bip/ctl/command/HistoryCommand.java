package bip.ctl.command;

import bip.ctl.history.History;
import bip.ctl.layout.OperationLock;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.ExitCode;
import bip.ctl.support.Failures;
import bip.ctl.support.Phrase;
import bip.ctl.upgrade.JournalCheck;
import bip.ctl.upgrade.OperationRecord;
import bip.ctl.upgrade.OperationSteps;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What was done here, the newest first; one operation's steps; whether all of it is there. */
@Command(name = "history")
final class HistoryCommand extends Verb {

    @Mixin JsonOption json = new JsonOption();

    @Parameters(index = "0", arity = "0..1", paramLabel = "ID")
    @Nullable String id;

    @Option(names = "--verify")
    boolean isCheckWanted;

    @Override
    ExitCode run(Desk desk) throws IOException {
        var history = new History(desk.layout());
        if (isCheckWanted && id != null) {
            throw new CtlException(
                    ErrorCode.A103, desk.text("history.verifyIsOfAll"), "bipctl history --verify");
        }
        if (isCheckWanted) {
            return check(desk, history.check());
        }
        if (id != null) {
            return one(desk, history, id);
        }
        return all(desk, history.list());
    }

    private ExitCode all(Desk desk, List<OperationRecord> operations) throws IOException {
        if (json.isWanted) {
            JsonOption.print(desk, HistoryJson.list(operations));
            return ExitCode.DONE;
        }
        if (operations.isEmpty()) {
            desk.console().result(desk.text("history.empty"));
        }
        boolean isUnderWay = isUnderWay(desk);
        operations.forEach(it -> print(desk, it, isUnderWay));
        return ExitCode.DONE;
    }

    /** Then the open operation is not one that was cut short. */
    private static boolean isUnderWay(Desk desk) throws IOException {
        return OperationLock.findCommandUnderWay(desk.layout()).isPresent();
    }

    private static String ending(Desk desk, OperationRecord it, boolean isUnderWay) {
        return isUnderWay && it.ending() == OperationRecord.Ending.UNFINISHED
                ? desk.text("history.underWay")
                : desk.text("ending." + it.ending().name());
    }

    private static void print(Desk desk, OperationRecord it, boolean isUnderWay) {
        desk.console()
                .result(
                        desk.text(
                                "history.line",
                                Times.local(it.started(), desk),
                                desk.text(Phrase.of("kind." + it.kind().word())),
                                it.from().isEmpty() ? "-" : it.from(),
                                it.to(),
                                ending(desk, it, isUnderWay),
                                seconds(it.took()),
                                it.by(),
                                it.id()));
        if (it.findFailure().isPresent() && it.findFailedStep().isPresent()) {
            desk.console()
                    .result(
                            desk.text(
                                    "history.failure",
                                    desk.text("step." + it.findFailedStep().get()),
                                    it.findMessage().orElse(it.findFailure().get())));
        }
    }

    private ExitCode one(Desk desk, History history, String wanted) throws IOException {
        OperationSteps operation =
                history.find(wanted)
                        .orElseThrow(
                                () -> new CtlException(ErrorCode.H102, Failures.printable(wanted)));
        if (json.isWanted) {
            JsonOption.print(desk, HistoryJson.one(operation));
            return ExitCode.DONE;
        }
        print(desk, operation.operation(), isUnderWay(desk));
        if (!operation.stale().isEmpty()) {
            desk.console()
                    .result(desk.text("history.stale", Failures.printable(operation.stale())));
        }
        operation.acts().forEach(it -> desk.console().result(line(desk, it)));
        return ExitCode.DONE;
    }

    private static String line(Desk desk, OperationSteps.Act act) {
        return desk.text(
                "history.act",
                Times.local(act.began(), desk),
                desk.text("step." + act.step()),
                desk.text("act." + act.result().name()),
                seconds(act.took()));
    }

    private static String seconds(Duration duration) {
        return "%.1f".formatted(duration.toMillis() / 1000.0);
    }

    private ExitCode check(Desk desk, JournalCheck check) {
        boolean isWhole = check.flaws().isEmpty();
        if (json.isWanted) {
            JsonOption.print(desk, HistoryJson.check(check));
            return isWhole ? ExitCode.DONE : ErrorCode.H100.exitCode();
        }
        if (isWhole) {
            desk.console()
                    .result(
                            desk.text(
                                    check.isLastOpen() ? "history.wholeButOpen" : "history.whole",
                                    check.operations()));
            return ExitCode.DONE;
        }
        for (var flaw : check.flaws()) {
            desk.console()
                    .result(
                            desk.text(
                                    "flaw." + flaw.kind().name(),
                                    Failures.printable(flaw.operation()),
                                    flaw.line(),
                                    flaw.witness().isEmpty()
                                            ? desk.text("flaw.note")
                                            : Failures.printable(flaw.witness())));
        }
        return desk.fail(
                new CtlException(
                        ErrorCode.H100,
                        check.flaws().size(),
                        check.operations(),
                        desk.layout().operations()));
    }
}

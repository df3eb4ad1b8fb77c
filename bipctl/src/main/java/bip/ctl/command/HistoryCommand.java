package bip.ctl.command;

import bip.ctl.history.History;
import bip.ctl.layout.OperationLock;
import bip.ctl.release.Generation;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.ExitCode;
import bip.ctl.support.Failures;
import bip.ctl.upgrade.JournalCheck;
import bip.ctl.upgrade.OperationRecord;
import bip.ctl.upgrade.OperationSteps;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
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
        return all(desk, history);
    }

    private ExitCode all(Desk desk, History history) throws IOException {
        List<OperationRecord> operations = history.list();
        if (json.isWanted) {
            JsonOption.print(desk, HistoryJson.list(operations));
            return ExitCode.DONE;
        }
        tellOfLost(desk, history);
        if (operations.isEmpty() && findCurrent(desk).isEmpty()) {
            desk.console().result(desk.text("history.empty"));
        }
        var text = text(desk);
        operations.forEach(it -> text.entry(it).forEach(desk.console()::result));
        return ExitCode.DONE;
    }

    /** The list is not all, and must not be taken for that. */
    private static void tellOfLost(Desk desk, History history) throws IOException {
        var lost = desk.operations().findLostJournal();
        if (lost.isPresent() && OperationLock.findCommandUnderWay(desk.layout()).isEmpty()) {
            desk.cause(lost.get());
        } else if (history.list().isEmpty()) {
            findCurrent(desk).ifPresent(it -> desk.cause(withoutHistory(desk, it)));
        }
    }

    /** Number of the generation that is current; empty also when none can be told. */
    private static Optional<Integer> findCurrent(Desk desk) throws IOException {
        try {
            return desk.machine().generations().current().map(Generation::number);
        } catch (CtlException e) {
            // Status tells of that.
            return Optional.empty();
        }
    }

    static CtlException withoutHistory(Desk desk, int generation) {
        return new CtlException(ErrorCode.H104, generation, desk.layout().operations());
    }

    private static OperationText text(Desk desk) throws IOException {
        return new OperationText(
                desk, OperationLock.findCommandUnderWay(desk.layout()).isPresent());
    }

    private ExitCode one(Desk desk, History history, String wanted) throws IOException {
        OperationSteps operation = history.get(wanted);
        if (json.isWanted) {
            JsonOption.print(desk, HistoryJson.one(operation));
            return ExitCode.DONE;
        }
        var text = text(desk);
        text.entry(operation.operation()).forEach(desk.console()::result);
        if (!operation.stale().isEmpty()) {
            desk.console()
                    .result(desk.text("history.stale", Failures.printable(operation.stale())));
        }
        for (OperationSteps.Act act : operation.acts()) {
            text.act(operation.operation(), act).forEach(desk.console()::result);
        }
        return ExitCode.DONE;
    }

    private ExitCode check(Desk desk, JournalCheck check) throws IOException {
        var current = findCurrent(desk);
        if (check.operations() == 0 && check.flaws().isEmpty() && current.isPresent()) {
            return gone(desk, check, current.get());
        }
        boolean isWhole = check.flaws().isEmpty();
        if (json.isWanted) {
            JsonOption.print(desk, HistoryJson.check(check, isWhole ? null : ErrorCode.H100));
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

    private ExitCode gone(Desk desk, JournalCheck check, int generation) {
        if (json.isWanted) {
            JsonOption.print(desk, HistoryJson.check(check, ErrorCode.H104));
            return ErrorCode.H104.exitCode();
        }
        return desk.fail(withoutHistory(desk, generation));
    }
}

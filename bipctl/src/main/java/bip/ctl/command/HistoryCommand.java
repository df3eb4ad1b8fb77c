package bip.ctl.command;

import bip.ctl.history.History;
import bip.ctl.support.ExitCode;
import bip.ctl.support.Phrase;
import bip.ctl.upgrade.OperationRecord;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What was done here, the newest first. */
@Command(name = "history")
final class HistoryCommand extends Verb {

    @Mixin JsonOption json = new JsonOption();

    @Override
    ExitCode run(Desk desk) throws IOException {
        List<OperationRecord> operations = new History(desk.layout()).list();
        if (json.isWanted) {
            var document = new LinkedHashMap<String, @Nullable Object>();
            document.put("format", "bipctl-history/v1");
            document.put("operations", operations.stream().map(StatusJson::operation).toList());
            JsonOption.print(desk, document);
            return ExitCode.DONE;
        }
        if (operations.isEmpty()) {
            desk.console().result(desk.text("history.empty"));
        }
        operations.forEach(it -> print(desk, it));
        return ExitCode.DONE;
    }

    private static void print(Desk desk, OperationRecord it) {
        desk.console()
                .result(
                        desk.text(
                                "history.line",
                                Times.local(it.started(), desk),
                                desk.text(Phrase.of("kind." + it.kind().word())),
                                it.from().isEmpty() ? "-" : it.from(),
                                it.to(),
                                desk.text("ending." + it.ending().name()),
                                "%.1f".formatted(it.took().toMillis() / 1000.0),
                                it.by()));
        if (it.findFailure().isPresent() && it.findFailedStep().isPresent()) {
            desk.console()
                    .result(
                            desk.text(
                                    "history.failure",
                                    desk.text("step." + it.findFailedStep().get()),
                                    it.findMessage().orElse(it.findFailure().get())));
        }
    }
}

package bip.ctl.command;

import bip.ctl.support.ErrorCode;
import bip.ctl.upgrade.JournalCheck;
import bip.ctl.upgrade.JournalFlaw;
import bip.ctl.upgrade.OperationRecord;
import bip.ctl.upgrade.OperationSteps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was done here, for programs. */
final class HistoryJson {

    private HistoryJson() {}

    static Map<String, @Nullable Object> list(List<OperationRecord> operations) {
        var json = document("bipctl-history/v1");
        json.put("operations", operations.stream().map(StatusJson::operation).toList());
        return json;
    }

    static Map<String, @Nullable Object> one(OperationSteps operation) {
        var json = document("bipctl-operation/v1");
        json.put("operation", StatusJson.operation(operation.operation()));
        json.put("stale", operation.stale().isEmpty() ? null : operation.stale());
        json.put("steps", operation.acts().stream().map(HistoryJson::act).toList());
        return json;
    }

    private static Map<String, Object> act(OperationSteps.Act act) {
        var json = new LinkedHashMap<String, Object>();
        json.put("step", act.step());
        json.put("result", act.result().word());
        json.put("began", act.began());
        json.put("millis", act.took().toMillis());
        return json;
    }

    static Map<String, @Nullable Object> check(JournalCheck check, @Nullable ErrorCode code) {
        var json = document("bipctl-history-check/v1");
        json.put("operations", check.operations());
        json.put("isLastOpen", check.isLastOpen());
        json.put("isWhole", code == null);
        json.put("code", code == null ? null : code.id());
        json.put("flaws", check.flaws().stream().map(HistoryJson::flaw).toList());
        return json;
    }

    private static Map<String, @Nullable Object> flaw(JournalFlaw flaw) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("operation", flaw.operation());
        json.put("line", flaw.line() == 0 ? null : flaw.line());
        json.put("kind", flaw.kind().word());
        json.put("witness", flaw.witness().isEmpty() ? null : flaw.witness());
        return json;
    }

    private static Map<String, @Nullable Object> document(String format) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("format", format);
        return json;
    }
}

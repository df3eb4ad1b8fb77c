package bip.ctl.command;

import bip.ctl.policy.Policy;
import bip.ctl.probe.HealthAnswer;
import bip.ctl.service.ServiceState;
import bip.ctl.service.UnitFacts;
import bip.ctl.upgrade.FailureText;
import bip.ctl.upgrade.OperationRecord;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How things are, for programs: {@code bipctl-status/v1}. */
record StatusJson(StatusReport report) {

    Map<String, @Nullable Object> document() {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("format", "bipctl-status/v1");
        json.put("exitCode", report.exitCode().number());
        json.put("unfinished", operation(report.unfinished()));
        json.put("underWay", report.underWay());
        var current = report.current();
        json.put("version", current == null ? null : current.release().version());
        json.put("generation", current == null ? null : current.number());
        json.put("service", serviceJson());
        json.put("units", unitsJson());
        var fastStart = report.fastStart();
        json.put("fastStart", fastStart == null ? null : fastStart.name().toLowerCase(Locale.ROOT));
        json.put("trouble", report.findExplanation().map(it -> it.code().id()).orElse(null));
        json.put(
                "warnings",
                report.warnings().serious().stream().map(it -> it.code().id()).toList());
        json.put("passedOver", report.warnings().settings().stream().map(it -> it.key()).toList());
        json.put("address", report.address());
        json.put("health", healthJson());
        json.put("pin", report.policy().pin());
        json.put("hold", report.policy().findHold().map(StatusJson::hold).orElse(null));
        json.put("blocked", blockedJson());
        json.put("last", operation(report.last()));
        json.put("backups", backups(report.backups()));
        var unattended = report.unattended();
        json.put("unattended", unattended == null ? null : unattended.json());
        return json;
    }

    private static @Nullable Object backups(@Nullable BackupFacts facts) {
        if (facts == null) {
            return null;
        }
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("newest", facts.newest());
        json.put("second", facts.second());
        json.put("newestInSecond", facts.newestInSecond());
        json.put("proved", facts.proved());
        return json;
    }

    private @Nullable Object serviceJson() {
        if (!report.isWhole()) {
            return null;
        }
        var json = new LinkedHashMap<String, @Nullable Object>();
        switch (report.service()) {
            case ServiceState.Running(var pid, var since, var release) -> {
                json.put("state", "running");
                json.put("pid", pid);
                json.put("since", since.truncatedTo(ChronoUnit.SECONDS));
                json.put("release", String.valueOf(release.getFileName()));
            }
            case ServiceState.Starting(var pid) -> {
                json.put("state", "starting");
                json.put("pid", pid);
            }
            case ServiceState.Stopped _ -> json.put("state", "stopped");
            case ServiceState.Died died -> {
                json.put("state", "died");
                json.put(
                        "exitCode",
                        died.exitCode().isPresent() ? died.exitCode().getAsInt() : null);
            }
        }
        return json;
    }

    private @Nullable Object unitsJson() {
        UnitFacts facts = report.facts();
        if (facts == null) {
            return null;
        }
        var json = new LinkedHashMap<String, Object>();
        json.put("service", facts.service());
        json.put("socket", facts.socket());
        json.put("startsAtBoot", facts.isEnabled());
        json.put("restarts", facts.restarts());
        json.put("memoryBytes", facts.memoryBytes());
        json.put("dropIns", facts.dropIns().stream().map(Object::toString).toList());
        return json;
    }

    private Map<String, @Nullable Object> healthJson() {
        var json = new LinkedHashMap<String, @Nullable Object>();
        switch (report.health()) {
            case HealthAnswer.Silent(var reason) -> {
                json.put("ready", false);
                json.put("reason", reason);
            }
            case HealthAnswer.Answered(var it) -> {
                json.put("ready", it.ready());
                json.put("version", it.version());
                json.put("schema", it.schema());
                json.put("frozen", it.frozen());
            }
        }
        return json;
    }

    static Map<String, @Nullable Object> hold(Policy.Hold hold) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("since", hold.since());
        json.put("until", hold.until());
        json.put("reason", hold.reason());
        json.put("text", hold.text().isEmpty() ? null : hold.text());
        return json;
    }

    private List<Map<String, Object>> blockedJson() {
        var list = new ArrayList<Map<String, Object>>();
        for (var release : report.policy().blocked()) {
            var json = new LinkedHashMap<String, Object>();
            json.put("version", release.version());
            json.put("contentHash", release.contentHash());
            json.put("since", release.since());
            json.put("reason", release.reason());
            list.add(json);
        }
        return list;
    }

    static @Nullable Map<String, @Nullable Object> operation(@Nullable OperationRecord operation) {
        if (operation == null) {
            return null;
        }
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("id", operation.id());
        json.put("operation", operation.kind().word());
        json.put("by", operation.by());
        json.put("from", operation.from().isEmpty() ? null : operation.from());
        json.put("to", operation.to());
        json.put("started", operation.started());
        json.put("millis", operation.took().toMillis());
        json.put("outcome", operation.ending().word());
        json.put("failedStep", operation.failedStep());
        json.put("failure", operation.failure());
        json.put("message", operation.message());
        json.put("text", operation.findText().map(StatusJson::text).orElse(null));
        json.put(
                "interruption",
                operation.findInterruption().map(StatusJson::interruption).orElse(null));
        return json;
    }

    private static Map<String, Object> text(FailureText text) {
        var json = new LinkedHashMap<String, Object>();
        json.put("pl", text.polish().lines().toList());
        json.put("en", text.english().lines().toList());
        return json;
    }

    private static Map<String, @Nullable Object> interruption(
            OperationRecord.Interruption interruption) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("lastSign", interruption.lastSign());
        json.put("takenUp", interruption.takenUp());
        json.put("by", interruption.by());
        json.put("command", interruption.command().isEmpty() ? null : interruption.command());
        return json;
    }
}

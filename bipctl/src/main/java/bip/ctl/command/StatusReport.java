package bip.ctl.command;

import bip.ctl.history.History;
import bip.ctl.layout.Layout;
import bip.ctl.layout.OperationLock;
import bip.ctl.policy.Policy;
import bip.ctl.probe.HealthAnswer;
import bip.ctl.release.Generation;
import bip.ctl.service.ServiceState;
import bip.ctl.support.ExitCode;
import bip.ctl.upgrade.OperationRecord;
import java.io.IOException;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How things are, asked once.
 *
 * @param current null when nothing is installed, or when this user may not look
 * @param last the last operation; null when there was none
 * @param unfinished an operation that was cut short; null when there is none
 * @param underWay what another bipctl is doing at this moment; null when nothing
 */
record StatusReport(
        boolean isWhole,
        @Nullable Generation current,
        ServiceState service,
        HealthAnswer health,
        String address,
        Policy policy,
        @Nullable OperationRecord last,
        @Nullable OperationRecord unfinished,
        @Nullable String underWay) {

    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /** Without a root folder this bipctl sees only what the server says of itself. */
    static StatusReport of(Desk desk) throws IOException {
        var machine = desk.machine();
        Layout layout = desk.layout();
        var probe = machine.probe().get();
        if (layout.isSystem()) {
            return new StatusReport(
                    false,
                    null,
                    new ServiceState.Stopped(),
                    probe.ask(),
                    probe.address().url(),
                    Policy.EMPTY,
                    null,
                    null,
                    null);
        }
        String underWay = OperationLock.findCommandUnderWay(layout).orElse(null);
        return new StatusReport(
                true,
                machine.generations().current().orElse(null),
                machine.service().state(),
                probe.ask(),
                probe.address().url(),
                machine.policy().load(),
                new History(layout).findLast().orElse(null),
                underWay == null ? desk.operations().findUnfinished().orElse(null) : null,
                underWay);
    }

    ExitCode exitCode() {
        if (unfinished != null) {
            return ExitCode.ATTENTION;
        }
        if (!isWhole) {
            return health instanceof HealthAnswer.Answered(var it)
                    ? (it.ready() ? ExitCode.DONE : ExitCode.ATTENTION)
                    : ExitCode.NOT_RUNNING;
        }
        if (!(service instanceof ServiceState.Running)) {
            return ExitCode.NOT_RUNNING;
        }
        return isAsItShouldBe() ? ExitCode.DONE : ExitCode.ATTENTION;
    }

    private boolean isAsItShouldBe() {
        return current != null
                && health instanceof HealthAnswer.Answered(var it)
                && it.ready()
                && it.version().equals(current.release().version().toString());
    }

    /** The one thing to do next. */
    String nextCommand() {
        if (unfinished != null) {
            return "bipctl restart";
        }
        if (isWhole && current == null) {
            return "bipctl install";
        }
        return switch (exitCode()) {
            case NOT_RUNNING -> "bipctl start";
            case ATTENTION -> "bipctl restart";
            default -> "bipctl upgrade";
        };
    }

    /** For people: what is cut short first. */
    void print(Desk desk) {
        var out = desk.console();
        if (underWay != null) {
            out.result(desk.text("status.underWay", underWay));
        }
        if (unfinished != null) {
            out.result(
                    desk.text(
                            "status.unfinished",
                            unfinished.kind().word(),
                            unfinished.to(),
                            local(desk, unfinished)));
        }
        if (isWhole) {
            out.result(versionLine(desk));
            out.result(serviceLine(desk));
        }
        out.result(healthLine(desk));
        policy.findPin().ifPresent(pin -> out.result(desk.text("status.pin", pin)));
        if (!policy.blocked().isEmpty()) {
            out.result(desk.text("status.blocked", blocked()));
        }
        if (last != null
                && !(underWay != null && last.ending() == OperationRecord.Ending.UNFINISHED)) {
            out.result(
                    desk.text(
                            "status.last",
                            last.kind().word(),
                            last.to(),
                            local(desk, last),
                            desk.text("ending." + last.ending().name())));
        }
    }

    private String versionLine(Desk desk) {
        return current == null
                ? desk.text("status.notInstalled")
                : desk.text("status.version", current.release().version(), current.number());
    }

    private String serviceLine(Desk desk) {
        return switch (service) {
            case ServiceState.Running(var pid, var since, _) ->
                    desk.text(
                            "status.running",
                            pid,
                            LOCAL.format(since.atZone(desk.toolkit().clock().getZone())));
            case ServiceState.Stopped _ -> desk.text("status.stopped");
            case ServiceState.Died died ->
                    desk.text(
                            "status.died",
                            died.exitText(),
                            String.join(" / ", lastOf(died.tail())));
        };
    }

    private static List<String> lastOf(List<String> lines) {
        return lines.subList(Math.max(0, lines.size() - 3), lines.size());
    }

    private String healthLine(Desk desk) {
        return switch (health) {
            case HealthAnswer.Silent(var reason) -> desk.text("status.silent", address, reason);
            case HealthAnswer.Answered(var it) ->
                    it.ready()
                            ? desk.text(
                                    it.frozen() ? "status.readyFrozen" : "status.ready",
                                    address,
                                    it.version(),
                                    it.schema())
                            : desk.text("status.unready", address, it.version(), it.complaints());
        };
    }

    private String blocked() {
        return String.join(
                ", ", policy.blocked().stream().map(it -> it.version().toString()).toList());
    }

    private static String local(Desk desk, OperationRecord operation) {
        return LOCAL.format(operation.started().atZone(desk.toolkit().clock().getZone()));
    }

    /** For programs: {@code bipctl-status/v1}. */
    Map<String, @Nullable Object> json() {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("format", "bipctl-status/v1");
        json.put("exitCode", exitCode().number());
        json.put("unfinished", operation(unfinished));
        json.put("underWay", underWay);
        json.put("version", current == null ? null : current.release().version());
        json.put("generation", current == null ? null : current.number());
        json.put("service", serviceJson());
        json.put("address", address);
        json.put("health", healthJson());
        json.put("pin", policy.pin());
        json.put("hold", policy.findHold().map(Policy.Hold::since).orElse(null));
        json.put("blocked", blockedJson());
        json.put("last", operation(last));
        return json;
    }

    private @Nullable Object serviceJson() {
        if (!isWhole) {
            return null;
        }
        var json = new LinkedHashMap<String, @Nullable Object>();
        switch (service) {
            case ServiceState.Running(var pid, var since, var release) -> {
                json.put("state", "running");
                json.put("pid", pid);
                json.put("since", since.truncatedTo(ChronoUnit.SECONDS));
                json.put("release", String.valueOf(release.getFileName()));
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

    private Map<String, @Nullable Object> healthJson() {
        var json = new LinkedHashMap<String, @Nullable Object>();
        switch (health) {
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

    private List<Map<String, Object>> blockedJson() {
        var list = new ArrayList<Map<String, Object>>();
        for (var release : policy.blocked()) {
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
        return json;
    }
}

package bip.ctl.command;

import bip.ctl.probe.HealthAnswer;
import bip.ctl.service.ServiceState;
import bip.ctl.service.UnitFacts;
import bip.ctl.support.Failures;
import bip.ctl.support.Phrase;
import bip.ctl.upgrade.OperationRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How things are, for people: what is cut short first. */
final class StatusText {

    /** Of a server that is gone: more is in its log. */
    private static final int LAST_WORDS = 3;

    private final Desk desk;
    private final StatusReport report;

    StatusText(Desk desk, StatusReport report) {
        this.desk = desk;
        this.report = report;
    }

    void print() throws IOException {
        work();
        if (report.isWhole()) {
            say(versionLine());
        }
        if (report.isEmpty()) {
            stranger();
        } else {
            service();
        }
        report.warnings().serious().forEach(it -> desk.explanation(it).forEach(this::say));
        policy();
        lastOperation();
    }

    private void say(String line) {
        desk.console().result(line);
    }

    private void say(String key, Object... arguments) {
        say(desk.text(key, arguments));
    }

    private void work() {
        if (report.underWay() != null) {
            say("status.underWay", "bipctl " + report.underWay());
        }
        OperationRecord unfinished = report.unfinished();
        if (unfinished != null) {
            say("status.unfinished", kind(unfinished), unfinished.to(), at(unfinished.started()));
        }
    }

    private String versionLine() {
        var current = report.current();
        return current == null
                ? desk.text("status.notInstalled")
                : desk.text("status.version", current.release().version(), current.number());
    }

    /** Where nothing is installed, only somebody else's program could answer. */
    private void stranger() {
        if (report.health() instanceof HealthAnswer.Answered) {
            say("status.stranger", report.address());
        }
    }

    private void service() throws IOException {
        if (report.isWhole()) {
            serviceLines();
            units(report.facts());
        }
        if (report.findExplanation().isEmpty()
                && !(report.service() instanceof ServiceState.Starting)) {
            say(healthLine());
        }
        if (report.isWhole()) {
            say("status.log", LogsCommand.log(desk.layout()));
        }
    }

    private void serviceLines() {
        switch (report.service()) {
            case ServiceState.Running(var pid, var since, _) ->
                    say("status.running", pid, at(since));
            case ServiceState.Starting(var pid) -> say("status.starting", pid);
            case ServiceState.Stopped _ -> say("status.stopped");
            case ServiceState.Died died -> died(died);
        }
    }

    private void died(ServiceState.Died died) {
        if (died.findExplanation().isPresent()) {
            desk.explanation(died.findExplanation().get()).forEach(this::say);
            return;
        }
        List<String> tail = died.tail();
        List<String> last = tail.subList(Math.max(0, tail.size() - LAST_WORDS), tail.size());
        say("status.died", died.exitText(), Failures.printable(String.join(" / ", last)));
    }

    private void units(@Nullable UnitFacts facts) {
        if (facts == null) {
            return;
        }
        say(
                "status.units",
                facts.service(),
                facts.socket(),
                desk.text(facts.isEnabled() ? "status.boot" : "status.noBoot"));
        if (facts.memoryBytes() > 0) {
            say("status.memory", facts.memoryBytes() >> 20);
        }
        if (facts.restarts() > 0) {
            say("status.restarts", facts.restarts());
        }
        for (Path dropIn : facts.dropIns()) {
            say("status.dropIn", dropIn);
        }
        if (facts.needsReload()) {
            say("status.reload");
        }
    }

    private String healthLine() {
        String address = report.address();
        return switch (report.health()) {
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

    private void policy() {
        report.policy().findPin().ifPresent(pin -> say("status.pin", pin));
        var blocked = report.policy().blocked();
        if (!blocked.isEmpty()) {
            say(
                    "status.blocked",
                    String.join(
                            ", ", blocked.stream().map(it -> it.version().toString()).toList()));
        }
    }

    private void lastOperation() {
        OperationRecord last = report.last();
        boolean isUnderWay =
                report.underWay() != null
                        && last != null
                        && last.ending() == OperationRecord.Ending.UNFINISHED;
        if (last != null && !isUnderWay) {
            say(
                    "status.last",
                    kind(last),
                    last.to(),
                    at(last.started()),
                    desk.text("ending." + last.ending().name()));
        }
    }

    private String kind(OperationRecord operation) {
        return desk.text(Phrase.of("kind." + operation.kind().word()));
    }

    private String at(Instant moment) {
        return Times.local(moment, desk.toolkit().clock());
    }
}

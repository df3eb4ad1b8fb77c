package bip.ctl.command;

import bip.ctl.probe.HealthAnswer;
import bip.ctl.service.ServiceState;
import bip.ctl.service.UnitFacts;
import bip.ctl.support.CtlException;
import bip.ctl.support.Phrase;
import bip.ctl.support.Said;
import bip.ctl.upgrade.OperationRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How things are, for people: what is cut short first. */
final class StatusText {

    private final Desk desk;
    private final StatusReport report;

    StatusText(Desk desk, StatusReport report) {
        this.desk = desk;
        this.report = report;
    }

    void print() throws IOException {
        work();
        if (report.isWhole() && (report.current() != null || report.hasNothing())) {
            say(versionLine());
        }
        if (report.isEmpty()) {
            stranger();
        } else {
            service();
        }
        report.warnings().serious().forEach(this::trouble);
        report.warnings().settings().forEach(it -> say(PassedOver.text(desk, it)));
        report.warnings()
                .strayLines()
                .forEach(it -> tell("config.strayLine", desk.layout().serverEnvironment(), it));
        policy();
        unattended(report.unattended());
        backups(report.backups());
        lastOperation();
    }

    /** Where nothing is installed, nothing is upgraded. */
    private void unattended(@Nullable UnattendedFacts facts) {
        if (facts != null && report.current() != null) {
            facts.line(desk).ifPresent(this::say);
        }
    }

    /** A setting is told of while nobody does anything: what it will stop is what counts. */
    private void trouble(CtlException trouble) {
        List<String> lines = desk.explanation(trouble);
        if (SettingsCheck.isOfSetting(trouble.code())) {
            say(lines.getFirst());
            tell("status.setting");
            say(lines.getLast());
        } else {
            lines.forEach(this::say);
        }
    }

    private void backups(@Nullable BackupFacts facts) {
        if (facts == null || report.current() == null) {
            return;
        }
        if (facts.newest() == null) {
            tell("status.noBackup");
            return;
        }
        tell("status.backup", at(facts.newest()));
        if (facts.newestInSecond() != null) {
            tell("status.backupSecond", String.valueOf(facts.second()), at(facts.newestInSecond()));
        } else if (facts.second() == null) {
            tell("status.noSecond");
        }
        if (facts.proved() == null) {
            tell("status.noDrill");
        } else {
            tell("status.drill", at(facts.proved()));
        }
    }

    private void say(String line) {
        desk.console().result(line);
    }

    private void tell(String key, Object... arguments) {
        say(desk.text(key, arguments));
    }

    private void work() {
        if (report.underWay() != null) {
            tell("status.underWay", "bipctl " + report.underWay());
        }
        OperationRecord unfinished = report.unfinished();
        if (unfinished != null) {
            tell("status.unfinished", desk.text(unfinished.title()), at(unfinished.started()));
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
            tell("status.stranger", report.address());
        }
    }

    private void service() throws IOException {
        if (report.isWhole()) {
            serviceLines();
            units(report.facts());
        }
        if (report.isAnswerAwaited()) {
            say(healthLine());
        }
        if (report.isWhole()) {
            if (report.fastStart() != null) {
                tell("status.aot." + report.fastStart().name());
            }
            log();
        }
    }

    private void log() throws IOException {
        try {
            tell("status.log", LogsCommand.log(desk.layout()));
        } catch (CtlException unreadable) {
            // That the settings cannot be read is told among the warnings.
        }
    }

    private void serviceLines() {
        switch (report.service()) {
            case ServiceState.Running(var pid, var since, _) ->
                    tell("status.running", pid, at(since));
            case ServiceState.Starting(var pid) -> tell("status.starting", pid);
            case ServiceState.Stopped _ -> tell("status.stopped");
            case ServiceState.Died died -> died(died);
        }
    }

    private void died(ServiceState.Died died) {
        if (report.unfinished() != null) {
            tell("status.stoppedMidway");
            return;
        }
        if (died.findExplanation().isPresent()) {
            desk.explanation(died.findExplanation().get()).forEach(this::say);
            return;
        }
        boolean isComingBack =
                report.facts() != null && report.facts().service().startsWith("activating");
        String gone = died.exitCode().isPresent() ? "status.died" : "status.diedUnseen";
        tell(
                isComingBack ? "status.diedAndBack" : gone,
                died.exitText(),
                desk.said(Said.of(died.tail())));
    }

    private void units(@Nullable UnitFacts facts) {
        if (facts == null) {
            return;
        }
        tell("status.units", state(facts.service()), state(facts.socket()));
        if (!facts.isEnabled()) {
            tell("status.noBoot");
        }
        if (facts.memoryBytes() > 0) {
            tell("status.memory", facts.memoryBytes() >> 20);
        }
        if (facts.restarts() > 0) {
            tell("status.restarts", facts.restarts());
        }
        for (Path dropIn : facts.dropIns()) {
            tell("status.dropIn", dropIn);
        }
        if (facts.needsReload()) {
            tell("status.reload");
        }
    }

    /** {@code active} of {@code active (running)}, in the reader's words. */
    private String state(String text) {
        String active = text.substring(0, Math.max(0, text.indexOf(' ')));
        return switch (active) {
            case "active", "inactive", "failed", "activating", "deactivating" ->
                    desk.text(Phrase.of("unit." + active));
            default -> text;
        };
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
        report.policy().findPin().ifPresent(pin -> tell("status.pin", pin));
        report.policy().findHold().ifPresent(hold -> say(Holding.text(desk, hold)));
        var blocked = report.policy().blocked();
        if (!blocked.isEmpty()) {
            tell(
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
            var text = new OperationText(desk, false);
            tell("status.last", desk.text(last.title()), at(last.started()), text.ending(last));
            text.interruption(last).ifPresent(it -> say("    " + it));
        }
    }

    private String at(Instant moment) {
        return Times.local(moment, desk);
    }
}

package bip.ctl.report;

import bip.ctl.policy.Policy;
import bip.ctl.probe.Health;
import bip.ctl.probe.HealthAnswer;
import bip.ctl.service.ServiceState;
import bip.ctl.service.UnitFacts;
import bip.ctl.upgrade.OperationRecord;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the other rooms know, in words: a report is read by people of other programs too. */
final class Sentences {

    private Sentences() {}

    static String of(ServiceState state) {
        return switch (state) {
            case ServiceState.Running(var pid, var since, var release) ->
                    "running, process %d since %s, started from %s"
                            .formatted(pid, since, release.getFileName());
            case ServiceState.Starting(var pid) -> "starting, process " + pid;
            case ServiceState.Stopped _ -> "stopped";
            case ServiceState.Died died -> died(died);
        };
    }

    private static String died(ServiceState.Died died) {
        String why =
                died.findExplanation()
                        .map(it -> ", " + it.code().id() + " " + it.arguments())
                        .orElse("");
        return "ended by itself, exit code "
                + died.exitText()
                + why
                + died.tail().stream().map(it -> "\n    " + it).collect(Collectors.joining());
    }

    static String of(UnitFacts facts) {
        return "service %s, socket %s, %s at boot, %d restarts, %d MiB%s%s%s"
                .formatted(
                        facts.service(),
                        facts.socket(),
                        facts.isEnabled() ? "starts" : "does not start",
                        facts.restarts(),
                        facts.memoryBytes() >> 20,
                        facts.says().isEmpty() ? "" : ", says: " + facts.says(),
                        facts.dropIns().isEmpty() ? "" : ", drop-ins " + list(facts.dropIns()),
                        facts.needsReload() ? ", systemd has not read changed files yet" : "");
    }

    static String of(HealthAnswer answer) {
        return switch (answer) {
            case HealthAnswer.Silent(var reason) -> "no answer: " + reason;
            case HealthAnswer.Answered(Health it) ->
                    "%s, version %s, schema %d, editors %s; %s"
                            .formatted(
                                    it.ready() ? "ready" : "not ready",
                                    it.version(),
                                    it.schema(),
                                    it.frozen() ? "frozen" : "not frozen",
                                    list(it.checks()));
        };
    }

    static String of(Policy.Hold hold) {
        String until = hold.findUntil().map(it -> " until " + it).orElse("");
        return "since %s%s, %s".formatted(hold.since(), until, hold.reason());
    }

    static String blocked(List<Policy.Blocked> blocked) {
        return blocked.isEmpty()
                ? "none"
                : blocked.stream()
                        .map(it ->
                                "%s (%s) since %s, %s"
                                        .formatted(
                                                it.version(),
                                                it.contentHash(),
                                                it.since(),
                                                it.reason()))
                        .collect(Collectors.joining("; "));
    }

    static String of(OperationRecord it) {
        String failure =
                it.findFailedStep()
                        .map(step ->
                                ", failed at %s: %s %s"
                                        .formatted(
                                                step,
                                                it.findFailure().orElse("?"),
                                                it.findMessage().orElse("")))
                        .orElse("");
        return String.format(
                        Locale.ROOT,
                        "%s  %s %s -> %s by %s, %s after %.1f s, id %s%s",
                        it.started(),
                        it.kind().word(),
                        it.from().isEmpty() ? "-" : it.from(),
                        it.to(),
                        it.by(),
                        it.ending().word(),
                        it.took().toMillis() / 1000.0,
                        it.id(),
                        failure)
                .strip();
    }

    private static String list(List<?> things) {
        return things.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}

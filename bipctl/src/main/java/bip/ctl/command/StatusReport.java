package bip.ctl.command;

import bip.ctl.aot.AotState;
import bip.ctl.history.History;
import bip.ctl.layout.OperationLock;
import bip.ctl.policy.Policy;
import bip.ctl.probe.HealthAnswer;
import bip.ctl.release.Generation;
import bip.ctl.service.ServiceState;
import bip.ctl.service.UnitFacts;
import bip.ctl.support.CtlException;
import bip.ctl.support.ExitCode;
import bip.ctl.upgrade.OperationRecord;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How things are, asked once.
 *
 * @param isWhole false for a user who sees only what the server says of itself
 * @param current null when nothing is installed, or when this user may not look
 * @param facts null without systemd
 * @param last the last operation; null when there was none
 * @param unfinished an operation that was cut short; null when there is none
 * @param underWay what another bipctl is doing at this moment; null when nothing
 * @param fastStart null when nothing is installed
 * @param warnings what needs attention although the server runs
 */
record StatusReport(
        boolean isWhole,
        @Nullable Generation current,
        ServiceState service,
        @Nullable UnitFacts facts,
        HealthAnswer health,
        String address,
        Policy policy,
        @Nullable OperationRecord last,
        @Nullable OperationRecord unfinished,
        @Nullable String underWay,
        Warnings warnings,
        @Nullable AotState fastStart) {

    static StatusReport of(Desk desk) throws IOException, InterruptedException {
        return desk.layout().isSystem() && !desk.toolkit().isRoot() ? ofServer(desk) : whole(desk);
    }

    /** Without root's rights only what the server says of itself. */
    private static StatusReport ofServer(Desk desk) {
        var probe = desk.machine().probe().get();
        return new StatusReport(
                false,
                null,
                new ServiceState.Stopped(),
                null,
                probe.ask(),
                probe.address().url(),
                Policy.EMPTY,
                null,
                null,
                null,
                Warnings.NONE,
                null);
    }

    private static StatusReport whole(Desk desk) throws IOException, InterruptedException {
        var machine = desk.machine();
        String underWay = OperationLock.findCommandUnderWay(desk.layout()).orElse(null);
        ServiceState service = machine.service().state();
        var probe = machine.probe().get();
        Generation current = machine.generations().current().orElse(null);
        HealthAnswer health = mayBeAsked(service) ? probe.ask() : new HealthAnswer.Silent("-");
        return new StatusReport(
                true,
                current,
                service,
                machine.service().findFacts().orElse(null),
                health,
                probe.address().url(),
                machine.policy().load(),
                new History(desk.layout()).findLast().orElse(null),
                underWay == null ? desk.operations().findUnfinished().orElse(null) : null,
                underWay,
                Warnings.of(desk.machine(), current, health),
                current == null
                        ? null
                        : machine.aotCaches().state(current.release(), pid(service)));
    }

    private static long pid(ServiceState service) {
        return service instanceof ServiceState.Running running ? running.pid() : 0;
    }

    /** A question to a server that is starting or gone would wait in the listening socket. */
    private static boolean mayBeAsked(ServiceState service) {
        return !(service instanceof ServiceState.Starting)
                && !(service instanceof ServiceState.Died);
    }

    /** What it answers says something. */
    boolean isAnswerAwaited() {
        return mayBeAsked(service);
    }

    /** Why the server does not run, with a code of its own. */
    Optional<CtlException> findExplanation() {
        return service instanceof ServiceState.Died died
                ? died.findExplanation()
                : Optional.empty();
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
        return switch (service) {
            case ServiceState.Running _ -> isAsItShouldBe() ? ExitCode.DONE : ExitCode.ATTENTION;
            case ServiceState.Starting _ -> ExitCode.ATTENTION;
            case ServiceState.Stopped _, ServiceState.Died _ -> ExitCode.NOT_RUNNING;
        };
    }

    private boolean isAsItShouldBe() {
        return current != null
                && warnings.serious().isEmpty()
                && health instanceof HealthAnswer.Answered(var it)
                && it.ready()
                && it.version().equals(current.release().version().toString());
    }

    /** Nothing is here, and nothing is meant to run. */
    boolean isEmpty() {
        return isWhole && current == null && service instanceof ServiceState.Stopped;
    }

    /** The one thing to do next. */
    String nextCommand() {
        if (unfinished != null) {
            return "bipctl restart";
        }
        if (isWhole && current == null) {
            return "bipctl install";
        }
        if (service instanceof ServiceState.Starting) {
            return "bipctl status";
        }
        return switch (exitCode()) {
            case NOT_RUNNING -> "bipctl start";
            case ATTENTION -> "bipctl restart";
            default -> "bipctl upgrade";
        };
    }
}

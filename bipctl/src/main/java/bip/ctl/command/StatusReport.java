package bip.ctl.command;

import bip.ctl.aot.AotState;
import bip.ctl.history.History;
import bip.ctl.layout.OperationLock;
import bip.ctl.policy.Policy;
import bip.ctl.probe.HealthAnswer;
import bip.ctl.probe.HealthProbe;
import bip.ctl.probe.ListenAddress;
import bip.ctl.release.Generation;
import bip.ctl.service.ServerEnvironment;
import bip.ctl.service.ServiceState;
import bip.ctl.service.UnitFacts;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.ExitCode;
import bip.ctl.upgrade.OperationRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
 * @param backups null when this user may not look, or the repository cannot be read
 * @param unattended null when this user may not look
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
        @Nullable AotState fastStart,
        @Nullable BackupFacts backups,
        @Nullable UnattendedFacts unattended) {

    /** A link, a generation or a journal that no operation made as it is. */
    private static final Set<ErrorCode> BY_HAND =
            EnumSet.of(
                    ErrorCode.U141,
                    ErrorCode.U142,
                    ErrorCode.L103,
                    ErrorCode.L104,
                    ErrorCode.H101,
                    ErrorCode.H103,
                    ErrorCode.H104);

    /** There is none, it is old, it is not in the second target, or it does not restore. */
    private static final Set<ErrorCode> MENDED_BY_BACKUP =
            EnumSet.of(
                    ErrorCode.B140, ErrorCode.B141, ErrorCode.B142, ErrorCode.B146, ErrorCode.B148);

    /** The server's settings are no settings, or not those of this release. */
    private static final Set<ErrorCode> MENDED_BY_EDITING =
            EnumSet.of(ErrorCode.G103, ErrorCode.S112);

    private static final HealthAnswer NOT_ASKED = new HealthAnswer.Silent("-");

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
                null,
                null,
                null);
    }

    private static StatusReport whole(Desk desk) throws IOException, InterruptedException {
        var machine = desk.machine();
        String underWay = OperationLock.findCommandUnderWay(desk.layout()).orElse(null);
        ServiceState service = machine.service().state();
        var hand = new ArrayList<CtlException>();
        Optional<HealthProbe> probe = probe(desk, hand);
        Generation current = current(desk, hand);
        Revoked.find(desk, current).ifPresent(hand::add);
        OperationRecord unfinished = unfinished(desk, underWay, hand);
        if (underWay == null) {
            lostHistory(desk, current).ifPresent(hand::add);
        }
        HealthAnswer health =
                probe.isPresent() && mayBeAsked(service) ? probe.get().ask() : NOT_ASKED;
        if (current != null && underWay == null) {
            ServedCheck.of(current, service, health).ifPresent(hand::add);
            newSettings(desk, current, service).ifPresent(hand::add);
        }
        BackupFacts backups = backups(desk, hand);
        var unattended = UnattendedFacts.of(desk);
        hand.addAll(unattended.warnings());
        hand.addAll(SettingsCheck.of(desk));
        return new StatusReport(
                true,
                current,
                service,
                machine.service().findFacts().orElse(null),
                health,
                probe.map(it -> it.address().url()).orElse("?"),
                machine.policy().load().at(machine.clock().instant()),
                new History(desk.layout()).findLast().orElse(null),
                unfinished,
                underWay,
                Warnings.of(desk.machine(), current, health).after(hand),
                current == null ? null : machine.aotCaches().state(current.release(), pid(service)),
                backups,
                unattended);
    }

    /** Empty when the server's settings do not say where it listens. */
    private static Optional<HealthProbe> probe(Desk desk, List<CtlException> troubles)
            throws IOException {
        try {
            var settings = ServerEnvironment.settings(desk.layout());
            return ListenAddress.isReadable(settings)
                    ? Optional.of(desk.machine().probe().get())
                    : Optional.empty();
        } catch (CtlException e) {
            troubles.add(e);
            return Optional.empty();
        }
    }

    /**
     * Settings that were changed since the start are met at the next one, which may be a night
     * away: the release is asked, which takes half a second, only then.
     */
    private static Optional<CtlException> newSettings(
            Desk desk, Generation current, ServiceState service)
            throws IOException, InterruptedException {
        Path file = desk.layout().serverEnvironment();
        if (!(service instanceof ServiceState.Running running)
                || !Files.isReadable(file)
                || Files.getLastModifiedTime(file).toInstant().isBefore(running.since())) {
            return Optional.empty();
        }
        try {
            var _ = desk.machine().program().checkConfig(current.release().program());
            return Optional.empty();
        } catch (CtlException e) {
            // What cannot even be read was told already.
            return e.code() == ErrorCode.G103 ? Optional.empty() : Optional.of(e);
        }
    }

    /** The last operation's journal, or all of them, although something is current. */
    private static Optional<CtlException> lostHistory(Desk desk, @Nullable Generation current)
            throws IOException {
        if (current != null && new History(desk.layout()).check().operations() == 0) {
            return desk.operations()
                    .findLostJournal()
                    .or(() -> Optional.of(HistoryCommand.withoutHistory(desk, current.number())));
        }
        return desk.operations().findLostJournal();
    }

    /** Null when they cannot be looked at, which is told then. */
    private static @Nullable BackupFacts backups(Desk desk, List<CtlException> troubles)
            throws IOException {
        try {
            var facts = BackupFacts.of(desk);
            troubles.addAll(facts.warnings(desk.machine().clock().instant()));
            return facts;
        } catch (CtlException e) {
            troubles.add(e);
            return null;
        }
    }

    /**
     * What is current; null when nothing is, or nothing whole.
     *
     * @param troubles takes what is wrong with it
     */
    private static @Nullable Generation current(Desk desk, List<CtlException> troubles)
            throws IOException {
        var change = desk.operations().findChangedCurrent();
        // The change may be an operation's that ended just now, or has just begun.
        if (change.isPresent() && OperationLock.findCommandUnderWay(desk.layout()).isEmpty()) {
            troubles.add(change.get());
        }
        try {
            return desk.machine().generations().current().orElse(null);
        } catch (CtlException e) {
            if (troubles.isEmpty()) {
                troubles.add(e);
            }
            return null;
        }
    }

    private static @Nullable OperationRecord unfinished(
            Desk desk, @Nullable String underWay, List<CtlException> troubles) throws IOException {
        try {
            return underWay == null ? desk.operations().findUnfinished().orElse(null) : null;
        } catch (CtlException e) {
            troubles.add(e);
            return null;
        }
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
        return mayBeAsked(service) && !health.equals(NOT_ASKED);
    }

    /** Why the server does not run, with a code of its own. */
    Optional<CtlException> findExplanation() {
        return service instanceof ServiceState.Died died
                ? died.findExplanation()
                : Optional.empty();
    }

    ExitCode exitCode() {
        if (unfinished != null || isChangedByHand()) {
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
        return isServerWell() && warnings.serious().isEmpty();
    }

    private boolean isServerWell() {
        return current != null
                && health instanceof HealthAnswer.Answered(var it)
                && it.ready()
                && it.version().equals(current.release().version().toString());
    }

    private boolean isMendedByBackup() {
        return warnings.serious().stream().allMatch(it -> MENDED_BY_BACKUP.contains(it.code()));
    }

    /** Somebody changed what is the operations'. */
    boolean isChangedByHand() {
        return warnings.serious().stream().anyMatch(it -> BY_HAND.contains(it.code()));
    }

    /** Nothing is here, and nothing is meant to run. */
    boolean isEmpty() {
        return isWhole && hasNothing() && service instanceof ServiceState.Stopped;
    }

    /** Nothing is installed, rather than something that cannot be used. */
    boolean hasNothing() {
        return current == null && !isChangedByHand();
    }

    /** The one thing to do next. */
    String nextCommand() {
        if (unfinished != null) {
            return "bipctl resume";
        }
        if (isWhole && hasNothing()) {
            return "bipctl install";
        }
        if (service instanceof ServiceState.Starting) {
            return "bipctl status";
        }
        return switch (exitCode()) {
            case NOT_RUNNING -> "bipctl start";
            case ATTENTION -> nextOfAttention();
            default -> "bipctl upgrade";
        };
    }

    /** Where the server is well, a restart mends nothing; status says what to do of each thing. */
    private String nextOfAttention() {
        boolean isEdited =
                warnings.serious().stream().anyMatch(it -> MENDED_BY_EDITING.contains(it.code()));
        if (!isServerWell() && !isEdited) {
            return "bipctl restart";
        }
        if (isRevoked()) {
            return "bipctl upgrade";
        }
        return isMendedByBackup() ? "bipctl backup create" : "bipctl status";
    }

    private boolean isRevoked() {
        return warnings.serious().stream().anyMatch(it -> it.code() == ErrorCode.P140);
    }
}

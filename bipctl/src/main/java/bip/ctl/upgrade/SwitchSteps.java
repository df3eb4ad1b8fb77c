package bip.ctl.upgrade;

import bip.ctl.channel.PartialDownload;
import bip.ctl.policy.Policy;
import bip.ctl.probe.HealthAnswer;
import bip.ctl.probe.PageSample;
import bip.ctl.probe.ProbeOutcome;
import bip.ctl.probe.Readiness;
import bip.ctl.release.Generation;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.service.ServiceState;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/** The steps that change what visitors get, and what takes that back. */
final class SwitchSteps {

    private SwitchSteps() {}

    /** Makes the new generation, which nothing names yet. */
    record Create(Machine machine) implements Step {
        private static final String HIGHEST = "generation.highest";

        @Override
        public String kind() {
            return "generation";
        }

        @Override
        public Map<String, String> prepare(Facts facts) throws IOException {
            int highest =
                    machine.generations().list().stream()
                            .mapToInt(Generation::number)
                            .max()
                            .orElse(0);
            return Map.of(HIGHEST, Integer.toString(highest));
        }

        @Override
        public Map<String, String> perform(Facts facts, LongConsumer progress) throws IOException {
            var generation =
                    machine.generations()
                            .create(
                                    machine.getRelease(facts.get(Facts.TO_RELEASE)),
                                    Path.of(facts.get(Facts.DATA)));
            return Map.of(Facts.GENERATION, Integer.toString(generation.number()));
        }

        /** Under the lock nobody else makes generations: what is newer was made here. */
        @Override
        public void undo(Facts facts) throws IOException {
            int highest = Integer.parseInt(facts.get(HIGHEST));
            for (Generation generation : machine.generations().list()) {
                if (generation.number() > highest) {
                    machine.generations().remove(generation);
                }
            }
            machine.generations().sweep();
        }
    }

    /**
     * Remembers how the server was before the switch. Its undo comes right after the switch's: it
     * brings the server back to that.
     */
    record Remember(Machine machine, PagesSeen pages) implements Step {
        private static final String BEFORE = "before";
        private static final String BEFORE_PID = "before.pid";

        /** What the server was: nobody served, it ran without being ready, it served. */
        private enum Before {
            STOPPED,
            UNREADY,
            READY
        }

        @Override
        public String kind() {
            return "remember";
        }

        @Override
        public Map<String, String> prepare(Facts facts) throws IOException, InterruptedException {
            return switch (machine.service().state()) {
                case ServiceState.Running running -> {
                    boolean isReady = isReady();
                    if (isReady && facts.kind() != OperationKind.RESTORE) {
                        pages.lookBefore(machine.probe().get().address());
                    }
                    yield decided(isReady ? Before.READY : Before.UNREADY, running.pid());
                }
                case ServiceState.Starting starting -> decided(Before.UNREADY, starting.pid());
                case ServiceState.Stopped _, ServiceState.Died _ ->
                        Map.of(BEFORE, Before.STOPPED.name());
            };
        }

        private boolean isReady() {
            return machine.probe().get().ask() instanceof HealthAnswer.Answered(var health)
                    && health.ready();
        }

        private static Map<String, String> decided(Before before, long pid) {
            return Map.of(BEFORE, before.name(), BEFORE_PID, Long.toString(pid));
        }

        @Override
        public Map<String, String> perform(Facts facts, LongConsumer progress) {
            return Map.of();
        }

        @Override
        public void undo(Facts facts) throws IOException, InterruptedException {
            if (!facts.has(Engine.SWITCHING)) {
                return;
            }
            if (facts.hasFailedByItself() && facts.has(Facts.FROM_HASH) && !isSameRelease(facts)) {
                block(facts);
            }
            if (machine.service().isLeftToOthers()) {
                return;
            }
            switch (Before.valueOf(facts.get(BEFORE))) {
                case STOPPED -> machine.service().stop();
                case UNREADY -> {
                    if (!isRunningOld(facts)) {
                        machine.service().restart();
                    }
                }
                case READY -> bringBack(facts);
            }
        }

        private void block(Facts facts) throws IOException {
            var failed =
                    new Policy.Blocked(
                            facts.get(Facts.TO_HASH),
                            ReleaseVersion.parse(facts.get(Facts.TO_VERSION)).orElseThrow(),
                            machine.clock().instant(),
                            "rolled-back");
            machine.policy().save(machine.policy().load().withBlocked(failed));
        }

        private void bringBack(Facts facts) throws IOException, InterruptedException {
            String version = facts.get(Facts.FROM_VERSION);
            if (isRunningOld(facts) && machine.awaitReady(version) instanceof ProbeOutcome.Ready) {
                return;
            }
            machine.service().restart();
            Readiness.demand(machine.awaitReady(version), version);
        }

        /** When only the data change, the process tells on which it runs. */
        private boolean isRunningOld(Facts facts) throws IOException, InterruptedException {
            return machine.service().state() instanceof ServiceState.Running running
                    && running.release().endsWith(facts.get(Facts.FROM_RELEASE))
                    && (!isSameRelease(facts)
                            || facts.get(BEFORE_PID).equals(Long.toString(running.pid())));
        }

        private static boolean isSameRelease(Facts facts) {
            return facts.find(Facts.FROM_RELEASE).equals(facts.find(Facts.TO_RELEASE));
        }
    }

    /** One rename moves code and data together. */
    record Switch(Machine machine, FreezeKeeper keeper) implements Step {
        @Override
        public String kind() {
            return "switch";
        }

        @Override
        public Map<String, String> prepare(Facts facts) throws IOException {
            keeper.check();
            String generation = facts.get(Facts.GENERATION);
            return isCopyOfFrozen(facts)
                    ? Map.of(
                            Engine.SWITCHING,
                            generation,
                            LapsedFreeze.MARK,
                            LapsedFreeze.mark(get(generation).database()))
                    : Map.of(Engine.SWITCHING, generation);
        }

        /** An installation has no editors yet, and data that are shared are nobody's copy. */
        private boolean isCopyOfFrozen(Facts facts) throws IOException {
            Path database = get(facts.get(Facts.GENERATION)).database();
            return machine.findStanding().filter(it -> !it.database().equals(database)).isPresent();
        }

        @Override
        public Map<String, String> perform(Facts facts, LongConsumer progress) throws IOException {
            machine.generations().makeCurrent(get(facts.get(Facts.GENERATION)));
            return Map.of();
        }

        @Override
        public void undo(Facts facts) throws IOException {
            if (facts.has(Facts.FROM_GENERATION)) {
                machine.generations().makeCurrent(get(facts.get(Facts.FROM_GENERATION)));
            } else {
                machine.generations().clearCurrent();
            }
        }

        private Generation get(String number) throws IOException {
            return machine.generations()
                    .find(Integer.parseInt(number))
                    .orElseThrow(() -> new IOException("no generation " + number));
        }
    }

    /** Starts what {@code current} names now. */
    record Restart(Machine machine) implements Step {
        @Override
        public String kind() {
            return "restart";
        }

        @Override
        public Map<String, String> perform(Facts facts, LongConsumer progress)
                throws IOException, InterruptedException {
            machine.service().restart();
            return Map.of();
        }
    }

    /** Waits until the new release serves pages, and looks whether they are those of before. */
    record Probe(Machine machine, PagesSeen pages, WriteWatch watch) implements Step {
        @Override
        public String kind() {
            return "probe";
        }

        @Override
        public Map<String, String> perform(Facts facts, LongConsumer progress)
                throws IOException, InterruptedException {
            String version = facts.get(Facts.TO_VERSION);
            var ready = Readiness.demand(machine.awaitReady(version), version);
            var complaints = pages.complaints(machine.probe().get().address(), facts.kind());
            // One that served pages and then died has not succeeded, and that is what to tell.
            Readiness.demand(machine.awaitReady(version), version);
            refuse(complaints, facts);
            watch.check();
            return Map.of(
                    "ready.millis",
                    Long.toString(ready.after().toMillis()),
                    UpgradeEvent.Found.PAGES,
                    Integer.toString(pages.count()));
        }

        private void refuse(List<PageSample.Change> complaints, Facts facts) {
            if (!complaints.isEmpty()) {
                throw new CtlException(
                        ErrorCode.U173,
                        facts.get(Facts.TO_VERSION),
                        complaints.size(),
                        pages.count(),
                        RehearsalSteps.Rehearse.named(complaints));
            }
        }
    }

    /** Editors may write again: from here on nothing is taken back. */
    record Thaw(FreezeKeeper keeper) implements Step {
        @Override
        public String kind() {
            return "thaw";
        }

        @Override
        public Map<String, String> perform(Facts facts, LongConsumer progress) throws IOException {
            keeper.thaw();
            return Map.of();
        }
    }

    /** Brings pin and blocked releases in line with what was done; removes the download. */
    record Settle(Machine machine) implements Step {
        private static final Set<OperationKind> STEPS_BACK =
                EnumSet.of(OperationKind.ADOPT, OperationKind.RESTORE);

        @Override
        public String kind() {
            return "settle";
        }

        @Override
        public Map<String, String> perform(Facts facts, LongConsumer progress) throws IOException {
            if (facts.kind() != OperationKind.IMPORT) {
                settlePolicy(facts);
            }
            TargetSteps.removeDownload(machine, facts);
            // Whatever else was cut once, of this version or another: something came since.
            for (PartialDownload it : PartialDownload.list(machine.layout().downloads())) {
                it.delete();
            }
            BackupSteps.Attachments.removeList(facts);
            machine.aotCaches().sweep(machine.store().list());
            return Map.of();
        }

        private void settlePolicy(Facts facts) throws IOException {
            var target = ReleaseVersion.parse(facts.get(Facts.TO_VERSION)).orElseThrow();
            Policy before = machine.policy().load();
            Policy after = before.cleared(target);
            if (facts.kind() == OperationKind.ROLLBACK
                    && !facts.get(Facts.FROM_HASH).equals(facts.get(Facts.TO_HASH))) {
                after = afterRollback(after, target, facts);
            }
            // A hold that the office set keeps its own end and reason.
            if (STEPS_BACK.contains(facts.kind())
                    && isStepBack(target, facts)
                    && after.findHold().isEmpty()) {
                after = after.held(machine.clock().instant(), facts.kind().word());
            }
            if (!after.equals(before)) {
                machine.policy().save(after);
            }
        }

        /** Somebody went back by hand: no timer may undo that. */
        private static boolean isStepBack(ReleaseVersion target, Facts facts) {
            return facts.find(Facts.FROM_VERSION)
                    .flatMap(ReleaseVersion::parse)
                    .filter(from -> from.compareTo(target) > 0)
                    .isPresent();
        }

        private Policy afterRollback(Policy policy, ReleaseVersion target, Facts facts) {
            var left =
                    new Policy.Blocked(
                            facts.get(Facts.FROM_HASH),
                            ReleaseVersion.parse(facts.get(Facts.FROM_VERSION)).orElseThrow(),
                            machine.clock().instant(),
                            "rollback");
            Policy blocking = policy.withBlocked(left);
            return blocking.findPin().isPresent() ? blocking.withPin(target) : blocking;
        }
    }
}

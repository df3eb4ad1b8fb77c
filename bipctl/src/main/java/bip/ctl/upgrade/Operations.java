package bip.ctl.upgrade;

import bip.ctl.channel.Channel;
import bip.ctl.layout.OperationLock;
import bip.ctl.release.Generation;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.upgrade.JournalRecord.Phase;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The second door of this room: runs what a {@link Planner} planned, and deals with an operation
 * that was cut short. Whoever calls {@link #recover} or {@link #run} holds the operation lock.
 */
public final class Operations {

    private final Machine machine;
    private final Journals journals;
    private final StopSignal stop;

    public Operations(Machine machine, StopSignal stop) {
        this.machine = machine;
        this.journals = new Journals(machine.layout());
        this.stop = stop;
    }

    /**
     * A change of {@code current} that no operation made, with the ways out of it. Empty while an
     * operation is open: then it is that one's.
     */
    public Optional<CtlException> findChangedCurrent() throws IOException {
        return currentCheck().findChange();
    }

    /** The journal of the operation that ended last, if it is gone; with the ways out of that. */
    public Optional<CtlException> findLostJournal() throws IOException {
        return currentCheck().findLost();
    }

    /** For commands that keep what is current: they must not take such a change for it. */
    public void refuseChangedCurrent() throws IOException {
        currentCheck().refuseChange();
    }

    /** For commands that remove what was current before: nor may the last operation be unknown. */
    public void refuseUnknownCurrent() throws IOException {
        currentCheck().refuseUnknown();
    }

    private CurrentCheck currentCheck() {
        return new CurrentCheck(machine.layout(), machine.generations(), journals);
    }

    /**
     * Runs a plan to its end, good or bad. Never throws for what fails on the way.
     *
     * @throws IOException if not even its plan could be written down: nothing was done
     */
    public Outcome run(Plan plan, UpgradeEvent.Listener listener) throws IOException {
        return run(plan, "", listener);
    }

    /**
     * The same with a note in its journal.
     *
     * @param stale which statements of the channel are used although they have expired; empty when
     *     none are
     */
    public Outcome run(Plan plan, String stale, UpgradeEvent.Listener listener) throws IOException {
        Map<String, String> facts = facts(plan);
        if (!stale.isEmpty()) {
            facts.put(Facts.STALE, stale);
        }
        facts.putAll(journals.link());
        try (var journal = Journal.begin(machine.layout(), machine.clock());
                var keeper = new FreezeKeeper(machine.layout(), machine.clock())) {
            var steps = new Steps(machine, keeper, offer(plan));
            var engine = new Engine(journal, new Facts(), stop, listener);
            return engine.run(steps.of(plan.undoable()), steps.of(plan.finishing()), facts);
        } finally {
            noteEnd();
        }
    }

    /** These notes are beside what counts, and may not be possible on a full disk. */
    private void noteEnd() {
        try {
            journals.noteEnd();
        } catch (IOException e) {
            // The next operation, or the next boot, makes them.
        }
    }

    private static Channel.@Nullable Offer offer(Plan plan) {
        return plan.source() instanceof Source.FromChannel(var offer) ? offer : null;
    }

    private Map<String, String> facts(Plan plan) throws IOException {
        var facts = new LinkedHashMap<String, String>();
        facts.put(Facts.OPERATION, plan.kind().word());
        facts.put(Facts.BY, machine.by());
        facts.put(Facts.TO_VERSION, plan.target().toString());
        plan.findFrom().ifPresent(from -> addFrom(facts, plan, from));
        plan.findRestoration().ifPresent(it -> facts.putAll(it.facts()));
        if (plan.kind() == OperationKind.ADOPT) {
            int adopted = machine.generations().standing().orElseThrow().number();
            facts.put(Facts.GENERATION, Integer.toString(adopted));
        }
        switch (plan.source()) {
            case Source.OnDisk(var release) -> {
                facts.put(Facts.TO_RELEASE, release.folder().getFileName().toString());
                facts.put(Facts.TO_HASH, release.manifest().contentHash());
            }
            case Source.FromFile(var archive, _) ->
                    facts.put(Facts.ARCHIVE, archive.toAbsolutePath().toString());
            case Source.FromBackup(var backup) -> {
                facts.put(Facts.BACKUP_REPOSITORY, backup.repository().toString());
                facts.put(Facts.BACKUP_ID, backup.id());
                facts.put(Facts.BACKUP_SCHEMA, Integer.toString(backup.schema()));
            }
            case Source.FromChannel _ -> {
                // Its hash is known once it is here.
            }
        }
        return facts;
    }

    private static void addFrom(Map<String, String> facts, Plan plan, Generation from) {
        facts.put(Facts.FROM_VERSION, from.release().version().toString());
        facts.put(Facts.FROM_HASH, from.release().manifest().contentHash());
        facts.put(Facts.FROM_RELEASE, from.release().folder().getFileName().toString());
        facts.put(Facts.FROM_GENERATION, Integer.toString(from.number()));
        if (plan.kind() == OperationKind.ROLLBACK && plan.findRestoration().isEmpty()) {
            facts.put(Facts.DATA, from.data().toString());
        }
    }

    /** The operation that was cut short, if there is one. Touches nothing. */
    public Optional<OperationRecord> findUnfinished() throws IOException {
        return journals.findUnfinished().map(Journals.Found::summary);
    }

    /**
     * Undoes the operation that was cut short, or finishes it when it was past the thaw.
     *
     * @return how that ended; empty when there was none
     */
    public Optional<Outcome> recover(UpgradeEvent.Listener listener) throws IOException {
        var found = journals.findUnfinished();
        try {
            return found.isEmpty() ? Optional.empty() : Optional.of(recover(found.get(), listener));
        } finally {
            noteEnd();
        }
    }

    /**
     * Undoes the operation that was cut short.
     *
     * @return how that ended; empty when there was none
     * @throws CtlException U140 if it is past the thaw: editors may have written since
     */
    public Optional<Outcome> abort(UpgradeEvent.Listener listener) throws IOException {
        var found = journals.findUnfinished();
        if (found.isPresent() && isPastThaw(found.get().begun())) {
            var it = found.get().summary();
            throw new CtlException(ErrorCode.U140, it.title());
        }
        return recover(listener);
    }

    private static boolean isPastThaw(List<String> begun) {
        return begun.stream().anyMatch(Plan.finishingSteps()::contains);
    }

    private Outcome recover(Journals.Found found, UpgradeEvent.Listener listener)
            throws IOException {
        endStrays();
        Facts facts = found.facts();
        List<String> begun = found.begun();
        List<String> finishing = Plan.finishing(facts.kind());
        try (var journal = Journal.goOn(found.folder(), found.text(), machine.clock());
                var keeper = new FreezeKeeper(machine.layout(), machine.clock())) {
            noteTakenUp(journal);
            boolean isFinished = isPastThaw(begun) || letWritesThrough(facts, keeper);
            listener.on(new UpgradeEvent.Recovering(found.id(), facts.kind(), isFinished));
            var steps = new Steps(machine, keeper, null);
            var engine = new Engine(journal, facts, stop, listener);
            return isFinished
                    ? engine.finish(steps.of(finishing), System.nanoTime())
                    : engine.undo(steps.of(begun), facts.find(Facts.FAILED_STEP).orElse(""), null);
        }
    }

    /** For the history; on a full disk undoing makes room and does not need this record. */
    private void noteTakenUp(Journal journal) {
        var data = new LinkedHashMap<String, String>();
        data.put(Facts.TAKEN_UP_BY, machine.by());
        try {
            // That is this process: it holds the lock.
            OperationLock.findCommandUnderWay(machine.layout())
                    .ifPresent(it -> data.put(Facts.TAKEN_UP_WITH, it));
            journal.append(JournalRecord.OPERATION, Phase.INTENT, data);
        } catch (IOException e) {
            // It is not told then who undid it.
        }
    }

    private boolean letWritesThrough(Facts facts, FreezeKeeper keeper) throws IOException {
        try {
            return new LapsedFreeze(machine, keeper).letWritesThrough(facts);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped on request");
        }
    }

    /** A program that goes on writing must not meet the undoing. None outlives a boot. */
    private void endStrays() throws IOException {
        if (machine.service().isLeftToOthers()) {
            return;
        }
        try {
            machine.program().endStrays();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped on request");
        }
    }

    /** Ids of backups that were made before a generation was left that is still kept. */
    public Set<String> backupsOfKept() throws IOException {
        Set<Integer> kept =
                machine.generations().list().stream()
                        .map(Generation::number)
                        .collect(Collectors.toSet());
        var ids = new HashSet<String>();
        for (Journals.Found journal : journals.planned()) {
            Facts facts = journal.facts();
            var from = facts.find(Facts.FROM_GENERATION).map(Integer::parseInt);
            if (from.isPresent() && kept.contains(from.get())) {
                facts.find(Facts.BACKUP_MADE).ifPresent(ids::add);
            }
        }
        return ids;
    }

    /** For commands that must not touch anything while an operation is cut short. */
    public void refuseWhileUnfinished() throws IOException {
        if (OperationLock.findCommandUnderWay(machine.layout()).isPresent()) {
            // Not cut short: somebody is at it.
            return;
        }
        var unfinished = findUnfinished();
        if (unfinished.isPresent()) {
            var it = unfinished.get();
            throw new CtlException(ErrorCode.U120, it.title(), it.started());
        }
    }
}

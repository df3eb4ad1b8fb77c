package bip.ctl.upgrade;

import bip.ctl.channel.Channel;
import bip.ctl.layout.OperationLock;
import bip.ctl.release.Generation;
import bip.ctl.release.ReleaseArchive;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Failures;
import bip.ctl.support.Phrase;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The door of this room: plans and runs operations, and deals with one that was cut short. Whoever
 * calls {@link #recover} or {@link #run} holds the operation lock.
 */
public final class Operations {

    private final Machine machine;
    private final Journals journals;
    private final StopSignal stop;
    private final boolean trustsClock;

    public Operations(Machine machine, StopSignal stop) {
        this(machine, stop, false);
    }

    private Operations(Machine machine, StopSignal stop, boolean trustsClock) {
        this.machine = machine;
        this.journals = new Journals(machine.layout());
        this.stop = stop;
        this.trustsClock = trustsClock;
    }

    /** The same for a person who says that the clock is right, whatever the journals say. */
    public Operations trustingClock() {
        return new Operations(machine, stop, true);
    }

    /**
     * Plans a first installation. Touches nothing, like all planning.
     *
     * @throws Refused if it must not be done
     */
    public Planned planInstall(Wanted wanted) throws IOException, InterruptedException {
        refuseChangedCurrent();
        if (wanted instanceof Wanted.Archive(var file)) {
            return checked(planArchive(OperationKind.INSTALL, file));
        }
        return checked(Rules.install(situation(asksChannel(wanted)), wanted));
    }

    /**
     * Plans a move to a newer release.
     *
     * @throws Refused if it must not be done
     */
    public Planned planUpgrade(Wanted wanted) throws IOException, InterruptedException {
        refuseChangedCurrent();
        if (wanted instanceof Wanted.Archive(var file)) {
            return checked(planArchive(OperationKind.UPGRADE, file));
        }
        return checked(Rules.upgrade(situation(asksChannel(wanted)), wanted));
    }

    /**
     * Plans to make an older release current on today's data.
     *
     * @param version null for the one before the present one
     * @throws Refused if it must not be done
     */
    public Planned planRollback(@Nullable ReleaseVersion version)
            throws IOException, InterruptedException {
        return planRollback(version, false);
    }

    /**
     * Plans to make an older release current.
     *
     * @param version null for the one before the present one
     * @param restoresData with the data that were left when that release was left; what was written
     *     since is lost to people
     * @throws Refused if it must not be done
     */
    public Planned planRollback(@Nullable ReleaseVersion version, boolean restoresData)
            throws IOException, InterruptedException {
        refuseChangedCurrent();
        boolean asks = version != null && asksChannel(new Wanted.Exactly(version));
        Situation situation = situation(asks);
        var restorations = new Restorations(machine);
        if (version == null) {
            Optional<Generation> before = restorations.findRestoredOver(situation);
            if (before.isPresent()) {
                Plan plan = restorations.backOver(situation, before.get(), restoresData);
                return checked(new Planned.Ready(plan));
            }
        }
        var planned = Rules.rollback(situation, version);
        return planned instanceof Planned.Ready(var plan)
                ? checked(new Planned.Ready(restorations.decide(plan, restoresData)))
                : planned;
    }

    /**
     * Plans to put back what {@code backup} holds, also where nothing is installed.
     *
     * @throws Refused if it must not be done
     */
    public Planned planRestore(KeptBackup backup) throws IOException, InterruptedException {
        Situation situation = situationToRestore();
        Rules.refuseIfPinned(situation, backup.version());
        return checked(
                Rules.ready(
                        situation,
                        OperationKind.RESTORE,
                        backup.version(),
                        new Source.FromBackup(backup)));
    }

    /**
     * A lost or damaged generation is why somebody restores: nothing is current then. One that
     * somebody else made current is another matter.
     */
    private Situation situationToRestore() throws IOException {
        if (machine.findStanding().isPresent()) {
            refuseChangedCurrent();
        }
        return new Situation(
                machine.findStanding().orElse(null),
                machine.generations().list(),
                machine.store().list(),
                List.of(),
                machine.policy().load());
    }

    /** How much {@code plan} moves and makes. */
    public PlanSizes sizes(Plan plan) throws IOException {
        return PlanSizes.of(machine, plan);
    }

    /**
     * Plans to take over what {@code current} names although no operation made it so.
     *
     * @throws CtlException U142 if it names nothing that can be taken over
     * @throws Refused if its release does not fit this machine or its data
     */
    public Planned planAdoption() throws IOException, InterruptedException {
        return new Adoption(machine, currentCheck()).plan();
    }

    /**
     * A change of {@code current} that no operation made, with the ways out of it. Empty while an
     * operation is open: then it is that one's.
     */
    public Optional<CtlException> findChangedCurrent() throws IOException {
        return currentCheck().findChange();
    }

    /** For commands that make or remove generations: they must not build on such a change. */
    public void refuseChangedCurrent() throws IOException {
        var change = findChangedCurrent();
        if (change.isPresent()) {
            throw change.get();
        }
    }

    private CurrentCheck currentCheck() {
        return new CurrentCheck(machine.layout(), machine.generations(), journals);
    }

    private Planned planArchive(OperationKind kind, Path file) throws IOException {
        var source = new Source.FromFile(file, ReleaseArchive.manifestOf(file));
        var planned = Rules.archive(situationWithout(), kind, source);
        if (planned instanceof Planned.AlreadyCurrent) {
            // Nothing else would read the rest of it, and somebody may want to know.
            ReleaseArchive.verify(file);
        }
        return planned;
    }

    private Planned checked(Planned wanted) throws IOException, InterruptedException {
        Planned planned = sound(wanted);
        if (planned instanceof Planned.Ready(var plan)) {
            Refused.throwIfAny(new Preflight(machine, journals, trustsClock).reasons(plan));
        }
        return planned;
    }

    /**
     * A release that is unpacked here and damaged comes anew from the channel, if that has it: the
     * same command again would only find the same damage.
     *
     * @throws CtlException if it is damaged and cannot be had anew
     */
    private Planned sound(Planned planned) throws IOException, InterruptedException {
        if (!(planned instanceof Planned.Ready(var plan)
                && plan.source() instanceof Source.OnDisk(var release))) {
            return planned;
        }
        try {
            machine.store().verify(release);
            return planned;
        } catch (CtlException damaged) {
            return new Planned.Ready(plan.from(anew(plan.target(), damaged)));
        }
    }

    private Source anew(ReleaseVersion version, CtlException damaged)
            throws IOException, InterruptedException {
        try {
            return machine.channel().get().offers().stream()
                    .filter(it -> it.version().equals(version))
                    .findFirst()
                    .map(Source.FromChannel::new)
                    .orElseThrow(() -> damaged);
        } catch (CtlException unreachable) {
            if (unreachable != damaged) {
                damaged.addSuppressed(unreachable);
            }
            throw damaged;
        }
    }

    /** The newest is known only to the channel; a version that is on disk needs no network. */
    private boolean asksChannel(Wanted wanted) throws IOException {
        return switch (wanted) {
            case Wanted.Usual _ -> true;
            case Wanted.Exactly(var version) -> machine.store().find(version).isEmpty();
            case Wanted.Archive _ -> false;
        };
    }

    private Situation situationWithout() throws IOException {
        return situation(List.of());
    }

    private Situation situation(boolean asksChannel) throws IOException, InterruptedException {
        return situation(asksChannel ? machine.channel().get().offers() : List.of());
    }

    private Situation situation(List<Channel.Offer> offers) throws IOException {
        return new Situation(
                machine.generations().standing().orElse(null),
                machine.generations().list(),
                machine.store().list(),
                offers,
                machine.policy().load());
    }

    /**
     * Runs a plan to its end, good or bad. Never throws for what fails on the way.
     *
     * @throws IOException if not even its plan could be written down: nothing was done
     */
    public Outcome run(Plan plan, UpgradeEvent.Listener listener) throws IOException {
        Map<String, String> facts = facts(plan);
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
            throw new CtlException(
                    ErrorCode.U140,
                    Phrase.of("kind." + it.kind().word()),
                    Failures.printable(it.to()));
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
        List<String> finishing = Plan.finishingSteps();
        try (var journal = Journal.goOn(found.folder(), found.text(), machine.clock());
                var keeper = new FreezeKeeper(machine.layout(), machine.clock())) {
            boolean isFinished = isPastThaw(begun) || letWritesThrough(facts, keeper);
            listener.on(new UpgradeEvent.Recovering(found.id(), facts.kind(), isFinished));
            var steps = new Steps(machine, keeper, null);
            var engine = new Engine(journal, facts, stop, listener);
            return isFinished
                    ? engine.finish(steps.of(finishing), System.nanoTime())
                    : engine.undo(steps.of(begun), facts.find(Facts.FAILED_STEP).orElse(""), null);
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
            throw new CtlException(
                    ErrorCode.U120,
                    Phrase.of("kind." + it.kind().word()),
                    Failures.printable(it.to()),
                    it.started());
        }
    }
}

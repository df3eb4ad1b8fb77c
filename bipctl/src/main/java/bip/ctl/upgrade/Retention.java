package bip.ctl.upgrade;

import bip.ctl.channel.KnownReleases;
import bip.ctl.channel.PartialDownload;
import bip.ctl.policy.KeepLimit;
import bip.ctl.policy.Policy;
import bip.ctl.release.Generation;
import bip.ctl.release.InstalledRelease;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Phrase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * Which generations, data and releases stay on this machine. Whoever carries a verdict out holds
 * the operation lock.
 */
public final class Retention {

    private final Machine machine;

    public Retention(Machine machine) {
        this.machine = machine;
    }

    /** Decides by the rules; touches nothing. */
    public Verdict decide() throws IOException {
        return Keeping.decide(inventory(), KeepLimit.of(machine.layout()));
    }

    /**
     * Decides what goes with {@code version}; touches nothing.
     *
     * @throws Refused U152 if it is current, pinned, or what a rollback would go to
     * @throws CtlException U153 if nothing of it is here
     */
    public Verdict decideRemoval(ReleaseVersion version) throws IOException {
        var inventory = inventory();
        findObjection(inventory, version)
                .ifPresent(reason -> {
                    throw Rules.refusal(
                            ErrorCode.U152, version, Phrase.of("reason." + reason.word()));
                });
        var verdict = Keeping.remove(inventory, version);
        if (verdict.all().isEmpty()) {
            throw new CtlException(ErrorCode.U153, version);
        }
        return verdict;
    }

    private static Optional<Kept.Reason> findObjection(
            Inventory inventory, ReleaseVersion version) {
        List<Integer> numbers = inventory.of(version).stream().map(Generation::number).toList();
        if (numbers.contains(inventory.current())) {
            return Optional.of(Kept.Reason.CURRENT);
        }
        if (numbers.stream().anyMatch(inventory.previous()::contains)) {
            return Optional.of(Kept.Reason.PREVIOUS);
        }
        return inventory.isPinned(version) ? Optional.of(Kept.Reason.PINNED) : Optional.empty();
    }

    private Inventory inventory() throws IOException {
        var generations = machine.generations();
        List<Generation> all = generations.list();
        Optional<Generation> current = generations.standing();
        Policy policy = machine.policy().load();
        List<Journals.Found> journals = new Journals(machine.layout()).planned();
        Proofs proofs = Proofs.of(journals);
        return new Inventory(
                all,
                current.map(Generation::number).orElse(0),
                current.map(it -> previous(it, all, policy, proofs)).orElse(Set.of()),
                policy.pin(),
                machine.store().list(),
                generations.dataFolders(),
                generations.namedByDamaged(),
                numbers(all, proofs::isGood),
                numbers(all, proofs::isKnown),
                generations.dataFolders().stream()
                        .filter(proofs::isKnownData)
                        .collect(Collectors.toSet()),
                imported(journals),
                downloads());
    }

    private static Set<String> imported(List<Journals.Found> journals) {
        return journals.stream()
                .filter(it -> it.summary().kind() == OperationKind.IMPORT)
                .filter(it -> it.summary().ending() == OperationRecord.Ending.DONE)
                .flatMap(it -> it.facts().find(Facts.TO_RELEASE).stream())
                .collect(Collectors.toSet());
    }

    private List<Kept.OfDownload> downloads() throws IOException {
        var downloads = new ArrayList<Kept.OfDownload>();
        for (PartialDownload it : PartialDownload.list(machine.layout().downloads())) {
            downloads.add(new Kept.OfDownload(it.file(), it.bytes()));
        }
        return downloads;
    }

    /** The one whose release a rollback would take, and the one whose data it could bring back. */
    private static Set<Integer> previous(
            Generation current, List<Generation> all, Policy policy, Proofs proofs) {
        var situation =
                new Situation(current, all, List.of(), List.of(), KnownReleases.NONE, 0, policy);
        var previous = new HashSet<Integer>();
        proofs.findRestoredOver(current.number()).ifPresent(previous::add);
        var release = situation.findPreviousGeneration(current);
        if (release.isPresent()) {
            previous.add(release.get().number());
            all.stream()
                    .filter(it -> it.release().version().equals(release.get().release().version()))
                    .filter(it -> proofs.isGood(it.number()))
                    .filter(it -> !it.data().equals(current.data()))
                    .max(Comparator.comparingInt(Generation::number))
                    .ifPresent(it -> previous.add(it.number()));
        }
        return previous;
    }

    private static Set<Integer> numbers(List<Generation> generations, IntPredicate isMeant) {
        return generations.stream()
                .map(Generation::number)
                .filter(isMeant::test)
                .collect(Collectors.toSet());
    }

    /**
     * Removes what the verdict lets go: first the links, so that nothing names what is gone. May
     * run again after it was cut short; the next decision finds what is left.
     */
    public void carryOut(Verdict verdict) throws IOException {
        for (Kept it : verdict.removed()) {
            if (it.item() instanceof Kept.OfGeneration(var generation)) {
                machine.generations().remove(generation);
            }
        }
        machine.generations().sweepData();
        machine.store().sweep();
        for (Kept it : verdict.removed()) {
            switch (it.item()) {
                case Kept.OfGeneration _ -> {
                    // Gone already.
                }
                case Kept.OfData(var folder) -> machine.generations().removeData(folder);
                case Kept.OfRelease(var release) -> remove(release);
                case Kept.OfDownload(var file, _) -> PartialDownload.at(file).delete();
            }
        }
        machine.aotCaches().sweep(machine.store().list());
    }

    private void remove(InstalledRelease release) throws IOException {
        machine.store().remove(release);
        machine.aotCaches().remove(release);
    }
}

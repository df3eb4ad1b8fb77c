package bip.ctl.upgrade;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What the journals prove of generations: which ones served and were opened for editors, on what
 * data, and when those data were left.
 */
final class Proofs {

    /**
     * A generation that became current and stayed, in the order of time.
     *
     * @param restoredOver number of the one that was current before, when its data came from a
     *     backup; 0 otherwise
     */
    private record Proof(int generation, Path data, Instant began, int restoredOver) {}

    private final List<Proof> proofs = new ArrayList<>();
    private final Set<Integer> known = new HashSet<>();
    private final Set<Path> knownData = new HashSet<>();

    private Proofs() {}

    /** Reads them off all journals, the oldest first. */
    static Proofs of(List<Journals.Found> journals) {
        var proofs = new Proofs();
        journals.forEach(proofs::add);
        return proofs;
    }

    private void add(Journals.Found journal) {
        var facts = new Facts();
        journal.text().records().forEach(it -> facts.add(it.data()));
        var found = facts.find(Facts.GENERATION).filter(it -> it.matches("[1-9][0-9]{0,8}"));
        if (found.isEmpty() || !facts.has(Facts.DATA)) {
            return;
        }
        int number = Integer.parseInt(found.get());
        Path data = Path.of(facts.get(Facts.DATA));
        known.add(number);
        knownData.add(data);
        if (journal.isOpened()) {
            proofs.add(new Proof(number, data, journal.frozenAt(), restoredOver(facts)));
        }
    }

    private static int restoredOver(Facts facts) {
        return facts.kind() == OperationKind.RESTORE
                ? facts.find(Facts.FROM_GENERATION).map(Integer::parseInt).orElse(0)
                : 0;
    }

    /**
     * Number of the generation whose data were left when a backup was restored: the data of {@code
     * generation} came from that backup. Empty when they did not, or when nothing was left.
     */
    OptionalInt findRestoredOver(int generation) {
        return proofs.stream()
                .filter(it -> it.generation() == generation && it.restoredOver() > 0)
                .mapToInt(Proof::restoredOver)
                .reduce((_, last) -> last);
    }

    /** It was proved good: readers were served and editors let in. */
    boolean isGood(int generation) {
        return proofs.stream().anyMatch(it -> it.generation() == generation);
    }

    /** Some journal tells of it, good or bad. */
    boolean isKnown(int generation) {
        return known.contains(generation);
    }

    /** It was the data of a generation that some journal tells of. */
    boolean isKnownData(Path data) {
        return knownData.contains(data);
    }

    /**
     * The last moment at which {@code data} were live: when editors were shut out for what came
     * after. Empty when they are live still, or no journal tells.
     */
    Optional<Instant> findLeft(Path data) {
        Optional<Instant> left = Optional.empty();
        boolean wasLive = false;
        for (Proof proof : proofs) {
            boolean isLive = proof.data().equals(data);
            if (isLive) {
                left = Optional.empty();
            } else if (wasLive) {
                left = Optional.of(proof.began());
            }
            wasLive = isLive;
        }
        return left;
    }
}

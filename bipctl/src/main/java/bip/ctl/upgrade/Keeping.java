package bip.ctl.upgrade;

import bip.ctl.release.Generation;
import bip.ctl.release.InstalledRelease;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.upgrade.Kept.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says of what is in an inventory whether it stays, and why. Pure.
 *
 * @param kept numbers of the generations that stay, with the reason
 * @param isAsked a person named what shall go
 */
record Keeping(Inventory inventory, Map<Integer, Reason> kept, boolean isAsked) {

    private static final Comparator<Path> BY_NUMBER =
            Comparator.comparingInt(it -> Integer.parseInt(it.getFileName().toString()));

    /**
     * By the rules.
     *
     * @param limit how many of the newest generations that were proved good stay in any case
     */
    static Verdict decide(Inventory inventory, int limit) {
        var kept = new LinkedHashMap<Integer, Reason>();
        for (Generation it : inventory.generations()) {
            reason(inventory, it, limit).ifPresent(reason -> kept.put(it.number(), reason));
        }
        return new Keeping(inventory, kept, false)
                .verdict(inventory.generations(), inventory.releases(), inventory.data())
                .with(
                        inventory.downloads().stream()
                                .map(it -> new Kept(it, false, Reason.CUT))
                                .toList());
    }

    /** Why it stays. A backup that needs a generation is one more reason, here. */
    private static Optional<Reason> reason(Inventory inventory, Generation it, int limit) {
        if (it.number() == inventory.current()) {
            return Optional.of(Reason.CURRENT);
        }
        if (inventory.previous().contains(it.number())) {
            return Optional.of(Reason.PREVIOUS);
        }
        ReleaseVersion version = it.release().version();
        if (inventory.isPinned(version) && isOfNewest(inventory, inventory.of(version), it, 1)) {
            return Optional.of(Reason.PINNED);
        }
        if (isOfNewest(inventory, inventory.generations(), it, limit)) {
            return Optional.of(Reason.RECENT);
        }
        return inventory.known().contains(it.number())
                ? Optional.empty()
                : Optional.of(Reason.UNKNOWN);
    }

    private static boolean isOfNewest(
            Inventory inventory, List<Generation> generations, Generation it, int limit) {
        return generations.stream()
                .map(Generation::number)
                .filter(inventory.good()::contains)
                .sorted(Comparator.reverseOrder())
                .limit(limit)
                .anyMatch(number -> number == it.number());
    }

    /** As a person wants who names {@code version}: nothing of it stays that no other needs. */
    static Verdict remove(Inventory inventory, ReleaseVersion version) {
        List<Generation> meant = inventory.of(version);
        var kept = new LinkedHashMap<Integer, Reason>();
        inventory.generations().stream()
                .filter(it -> !meant.contains(it))
                .forEach(it -> kept.put(it.number(), Reason.IN_USE));
        return new Keeping(inventory, kept, true)
                .verdict(
                        meant,
                        inventory.releases().stream()
                                .filter(it -> it.version().equals(version))
                                .toList(),
                        dataOf(meant.stream()));
    }

    private Verdict verdict(
            List<Generation> generations, List<InstalledRelease> releases, Collection<Path> data) {
        var verdicts = new ArrayList<Kept>();
        generations.forEach(it -> verdicts.add(of(it)));
        data.stream().sorted(BY_NUMBER).forEach(it -> verdicts.add(of(it)));
        releases.forEach(it -> verdicts.add(of(it)));
        return new Verdict(verdicts);
    }

    private Kept of(Generation it) {
        Reason stays = kept.get(it.number());
        Reason goes = inventory.good().contains(it.number()) ? Reason.OLD : Reason.UNPROVED;
        return new Kept(
                new Kept.OfGeneration(it),
                stays != null,
                stays != null ? stays : isAsked ? Reason.ASKED : goes);
    }

    /** Several generations may share data: after a rollback that took today's. */
    private Kept of(Path data) {
        var item = new Kept.OfData(data);
        if (dataOf(staying()).contains(data)) {
            return new Kept(item, true, Reason.IN_USE);
        }
        if (inventory.damaged().contains(data)) {
            return new Kept(item, true, Reason.DAMAGED);
        }
        boolean isOurs =
                dataOf(inventory.generations().stream()).contains(data)
                        || inventory.knownData().contains(data);
        return new Kept(item, !isOurs, isOurs ? Reason.UNUSED : Reason.UNKNOWN);
    }

    private Kept of(InstalledRelease release) {
        var item = new Kept.OfRelease(release);
        if (staying().anyMatch(it -> it.release().folder().equals(release.folder()))) {
            return new Kept(item, true, Reason.IN_USE);
        }
        if (inventory.damaged().contains(release.folder())) {
            return new Kept(item, true, Reason.DAMAGED);
        }
        if (!isAsked && inventory.isAwaited(release)) {
            return new Kept(item, true, Reason.IMPORTED);
        }
        return inventory.isPinned(release.version())
                ? new Kept(item, true, Reason.PINNED)
                : new Kept(item, false, isAsked ? Reason.ASKED : Reason.UNUSED);
    }

    private Stream<Generation> staying() {
        return inventory.generations().stream().filter(it -> kept.containsKey(it.number()));
    }

    private static Set<Path> dataOf(Stream<Generation> generations) {
        return generations.map(Generation::data).collect(Collectors.toSet());
    }
}

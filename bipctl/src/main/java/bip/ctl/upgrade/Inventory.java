package bip.ctl.upgrade;

import bip.ctl.release.Generation;
import bip.ctl.release.InstalledRelease;
import bip.ctl.release.ReleaseVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What retention looks at.
 *
 * @param generations the complete ones, oldest first
 * @param current number of the current one; 0 when nothing is installed
 * @param previous those that a rollback would go to: for its release, or for its data of then
 * @param pin null when nothing is pinned
 * @param releases unpacked here
 * @param data all data folders
 * @param damaged data folders and releases that generations name which are not complete
 * @param good numbers of generations that were proved good
 * @param known numbers of generations that some journal tells of
 * @param knownData data folders that some journal tells of
 * @param imported names of folders of releases that were brought by themselves, for later
 * @param downloads that were cut
 */
record Inventory(
        List<Generation> generations,
        int current,
        Set<Integer> previous,
        @Nullable ReleaseVersion pin,
        List<InstalledRelease> releases,
        Set<Path> data,
        Set<Path> damaged,
        Set<Integer> good,
        Set<Integer> known,
        Set<Path> knownData,
        Set<String> imported,
        List<Kept.OfDownload> downloads) {

    Inventory {
        generations = List.copyOf(generations);
        previous = Set.copyOf(previous);
        releases = List.copyOf(releases);
        data = Set.copyOf(data);
        damaged = Set.copyOf(damaged);
        good = Set.copyOf(good);
        known = Set.copyOf(known);
        knownData = Set.copyOf(knownData);
        imported = Set.copyOf(imported);
        downloads = List.copyOf(downloads);
    }

    /** It was brought by itself, and what is current is older: its upgrade is still to come. */
    boolean isAwaited(InstalledRelease release) {
        return imported.contains(String.valueOf(release.folder().getFileName()))
                && generations.stream()
                        .filter(it -> it.number() == current)
                        .allMatch(it -> it.release().version().compareTo(release.version()) < 0);
    }

    List<Generation> of(ReleaseVersion version) {
        return generations.stream().filter(it -> it.release().version().equals(version)).toList();
    }

    boolean isPinned(ReleaseVersion version) {
        return version.equals(pin);
    }
}

package bip.ctl.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.release.Generation;
import bip.ctl.release.InstalledRelease;
import bip.ctl.release.ReleaseManifest;
import bip.ctl.release.ReleaseVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random histories, each from a seed that a failure names. */
class KeepingTest {

    private static final int HISTORIES = 3000;

    @Test
    void neverRemovesWhatMustStayAndRemovesAllElse() {
        for (int seed = 0; seed < HISTORIES; seed++) {
            var random = new Random(seed);
            var before = history(random);
            int limit = 1 + random.nextInt(4);
            var verdict = Keeping.decide(before, limit);
            var after = apply(before, verdict);
            String told = "seed " + seed + ": " + before + " -> " + verdict;

            Set<Integer> must = mustStay(before, limit);
            assertThat(numbers(after.generations())).as(told).isEqualTo(must);
            assertThat(after.data()).as(told).isEqualTo(dataThatStay(before, after));
            assertThat(folders(after.releases()))
                    .as(told)
                    .isEqualTo(releasesThatStay(before, after));
            assertThat(Keeping.decide(after, limit).removed()).as(told).isEmpty();
        }
    }

    @Test
    void removingAVersionTouchesNothingThatAnotherNeeds() {
        for (int seed = 0; seed < HISTORIES; seed++) {
            var random = new Random(seed);
            var before = history(random);
            ReleaseVersion version = version(random.nextInt(6));
            var after = apply(before, Keeping.remove(before, version));
            String told = "seed " + seed + ": " + before;

            assertThat(after.of(version)).as(told).isEmpty();
            for (Generation it : before.generations()) {
                if (!it.release().version().equals(version)) {
                    assertThat(after.generations()).as(told).contains(it);
                    assertThat(after.data()).as(told).contains(it.data());
                    assertThat(after.releases()).as(told).contains(it.release());
                }
            }
            assertThat(after.data()).as(told).containsAll(stray(before));
        }
    }

    /** Said once more, in another way than the code under test says it. */
    private static Set<Integer> mustStay(Inventory inventory, int limit) {
        var must = new HashSet<>(inventory.previous());
        must.add(inventory.current());
        var good = new ArrayList<>(inventory.good());
        good.sort(Comparator.reverseOrder());
        must.addAll(good.subList(0, Math.min(limit, good.size())));
        good.stream()
                .filter(number ->
                        inventory.generations().stream()
                                .anyMatch(it ->
                                        it.number() == number
                                                && it.release().version().equals(inventory.pin())))
                .findFirst()
                .ifPresent(must::add);
        numbers(inventory.generations()).stream()
                .filter(it -> !inventory.known().contains(it))
                .forEach(must::add);
        must.retainAll(numbers(inventory.generations()));
        return must;
    }

    private static Set<Path> dataThatStay(Inventory before, Inventory after) {
        var stay = after.generations().stream().map(Generation::data).collect(Collectors.toSet());
        before.data().stream().filter(before.damaged()::contains).forEach(stay::add);
        stay.addAll(stray(before));
        return stay;
    }

    /** What neither a journal nor a generation tells of. */
    private static Set<Path> stray(Inventory inventory) {
        var stray = new HashSet<>(inventory.data());
        stray.removeAll(inventory.knownData());
        inventory.generations().forEach(it -> stray.remove(it.data()));
        return stray;
    }

    private static Set<Path> releasesThatStay(Inventory before, Inventory after) {
        return before.releases().stream()
                .filter(it ->
                        before.damaged().contains(it.folder())
                                || it.version().equals(before.pin())
                                || isAwaited(before, it)
                                || after.generations().stream()
                                        .anyMatch(g -> g.release().equals(it)))
                .map(InstalledRelease::folder)
                .collect(Collectors.toSet());
    }

    private static boolean isAwaited(Inventory inventory, InstalledRelease release) {
        return inventory.imported().contains(release.manifest().folderName())
                && inventory.generations().stream()
                        .filter(it -> it.number() == inventory.current())
                        .noneMatch(it -> it.release().version().compareTo(release.version()) >= 0);
    }

    private static Inventory apply(Inventory inventory, Verdict verdict) {
        var generations = new ArrayList<>(inventory.generations());
        var data = new HashSet<>(inventory.data());
        var releases = new ArrayList<>(inventory.releases());
        for (Kept it : verdict.removed()) {
            boolean wasThere =
                    switch (it.item()) {
                        case Kept.OfGeneration(var generation) -> generations.remove(generation);
                        case Kept.OfData(var folder) -> data.remove(folder);
                        case Kept.OfRelease(var release) -> releases.remove(release);
                        case Kept.OfDownload _ -> throw new AssertionError("there is none");
                    };
            assertThat(wasThere).isTrue();
        }
        return new Inventory(
                generations,
                inventory.current(),
                inventory.previous(),
                inventory.pin(),
                releases,
                data,
                inventory.damaged(),
                inventory.good(),
                inventory.known(),
                inventory.knownData(),
                inventory.imported(),
                inventory.downloads());
    }

    /** Generations on new, on today's and on earlier data; good, bad, and of unknown origin. */
    private static Inventory history(Random random) {
        var releases = new ArrayList<InstalledRelease>();
        for (int i = 0; i < 6; i++) {
            releases.add(release(i));
        }
        var generations = new ArrayList<Generation>();
        var good = new HashSet<Integer>();
        var known = new HashSet<Integer>();
        var data = new HashSet<Path>();
        var knownData = new HashSet<Path>();
        int number = 0;
        int folder = 0;
        for (int i = random.nextInt(12); i >= 0; i--) {
            number += 1 + random.nextInt(2);
            boolean isShared = folder > 0 && random.nextInt(3) == 0;
            Path place = data(isShared ? 1 + random.nextInt(folder) : ++folder);
            var it =
                    new Generation(
                            number,
                            Path.of("/g/" + number),
                            releases.get(random.nextInt(6)),
                            place);
            generations.add(it);
            data.add(place);
            if (random.nextInt(8) > 0) {
                known.add(number);
                knownData.add(place);
                if (random.nextInt(4) > 0) {
                    good.add(number);
                }
            }
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            Path left = data(++folder);
            data.add(left);
            if (random.nextBoolean()) {
                knownData.add(left);
            }
        }
        return new Inventory(
                generations,
                generations.get(random.nextInt(generations.size())).number(),
                random.nextBoolean()
                        ? Set.of()
                        : Set.of(generations.get(random.nextInt(generations.size())).number()),
                pin(random),
                releases,
                data,
                random.nextInt(3) > 0
                        ? Set.of()
                        : Set.of(data(1 + random.nextInt(folder)), releases.get(0).folder()),
                good,
                known,
                knownData,
                random.nextInt(3) > 0
                        ? Set.of()
                        : Set.of(releases.get(random.nextInt(6)).manifest().folderName()),
                List.of());
    }

    private static @Nullable ReleaseVersion pin(Random random) {
        return random.nextBoolean() ? null : version(random.nextInt(6));
    }

    private static Path data(int number) {
        return Path.of("/d/" + number);
    }

    private static ReleaseVersion version(int minor) {
        return new ReleaseVersion(1, minor, 0);
    }

    private static InstalledRelease release(int minor) {
        var manifest =
                new ReleaseManifest(
                        version(minor),
                        Integer.toString(minor).repeat(64),
                        "linux-x64",
                        1,
                        new ReleaseManifest.SchemaRange(1, 1),
                        version(0),
                        version(0),
                        Map.of(),
                        List.of());
        return new InstalledRelease(manifest, Path.of("/r/" + manifest.folderName()));
    }

    private static Set<Integer> numbers(List<Generation> generations) {
        return generations.stream().map(Generation::number).collect(Collectors.toSet());
    }

    private static Set<Path> folders(List<InstalledRelease> releases) {
        return releases.stream().map(InstalledRelease::folder).collect(Collectors.toSet());
    }
}

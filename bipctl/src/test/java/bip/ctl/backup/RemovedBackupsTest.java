package bip.ctl.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Backups that share most of their objects, and are let go of as the rules say. */
class RemovedBackupsTest {

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void whatIsKeptStaysWholeAndNothingElseStays(int seed) throws Exception {
        var random = new Random(seed);
        var site = new Repositories(folder);
        var ids = new ArrayList<String>();
        for (int i = 0; i < 8; i++) {
            // What was undone comes back: the same objects, of backups that are far apart.
            site.edit(random.nextInt(4) * 100_000, "edit " + random.nextInt(2));
            if (random.nextBoolean()) {
                site.attach("annex " + random.nextInt(3));
            }
            var reasons = BackupReason.values();
            ids.add(site.make(reasons[random.nextInt(reasons.length)]).id());
        }
        Set<String> needed = Set.of(ids.get(random.nextInt(ids.size())));
        var rules = new KeepRules(2, 1, 1, 1, 1);
        var verdicts = KeptBackups.decide(site.repository().list(), rules, needed, ZoneOffset.UTC);
        List<BackupRecord> kept =
                verdicts.stream()
                        .filter(KeptBackups.Verdict::isKept)
                        .map(KeptBackups.Verdict::backup)
                        .toList();
        assertThat(kept).hasSizeBetween(2, 7);
        site.repository()
                .remove(
                        verdicts.stream()
                                .filter(it -> !it.isKept())
                                .map(it -> it.backup().id())
                                .toList());

        assertThat(site.repository().list()).isEqualTo(kept);
        assertThat(site.verify()).isEmpty();
        var named = new HashSet<String>();
        for (BackupRecord it : kept) {
            site.repository().reader(it.id()).check();
            for (String hash :
                    new BackupFolder(site.repositoryFolder().resolve("backups/" + it.id()))
                            .objects()) {
                named.add(hash.substring(0, 2) + "/" + hash);
            }
        }
        assertThat(Trees.files(site.repositoryFolder().resolve("objects")))
                .containsExactlyInAnyOrderElementsOf(named);
    }
}

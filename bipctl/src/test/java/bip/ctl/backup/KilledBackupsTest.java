package bip.ctl.backup;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.support.AtomicFiles;
import bip.ctl.testing.MortalFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ended at each change of the file system in turn, as {@code kill -9} would. */
class KilledBackupsTest {

    @TempDir Path folder;

    private Repositories site;
    private Path repository;
    private Path work;
    private Instant now = Instant.parse("2026-05-01T02:30:00Z");

    @BeforeEach
    void make() throws Exception {
        site = new Repositories(folder);
        // Three pieces: the points are the same, and fewer.
        Files.write(
                site.database,
                Arrays.copyOf(
                        Files.readAllBytes(site.database), 2 * BackupWriter.PIECE_BYTES + 4096));
        repository = site.repositoryFolder();
        work = folder.resolve("work");
    }

    /** Changes the repository in a folder. */
    private interface Act {
        void on(Path repository) throws IOException, InterruptedException;
    }

    /**
     * Runs {@code act} on a copy of {@code before}, killed at each point; then looks at what is
     * left and runs it again.
     *
     * @param stays ids that are there whatever happens
     * @return how many points there were
     */
    private int everyPoint(Path before, Act act, Set<String> stays) throws Exception {
        for (int point = 0; ; point++) {
            AtomicFiles.deleteTree(work);
            if (Files.exists(before)) {
                Trees.copy(before, work);
            }
            boolean isKilled = isKilled(act, point);
            if (BackupRepository.isThere(work)) {
                assertSound(stays, "killed at " + point);
            }
            if (!isKilled) {
                assertClean("not killed");
                return point;
            }
            act.on(work);
            assertSound(stays, "again after " + point);
            assertClean("again after " + point);
        }
    }

    private boolean isKilled(Act act, int point) throws IOException, InterruptedException {
        try {
            act.on(new MortalFileSystem(point).path(work));
            return false;
        } catch (MortalFileSystem.Killed e) {
            return true;
        }
    }

    private void assertSound(Set<String> stays, String what) throws IOException {
        var left = BackupRepository.open(work);
        assertThat(left.verify(null, _ -> {})).as(what).isEmpty();
        assertThat(left.list()).as(what).extracting(BackupRecord::id).containsAll(stays);
        for (BackupRecord it : left.list()) {
            left.reader(it.id()).check();
        }
    }

    /** Nothing is there that no backup names. */
    private void assertClean(String what) throws IOException {
        var named = new HashSet<String>();
        for (BackupRecord it : BackupRepository.open(work).list()) {
            var backup = new BackupFolder(work.resolve("backups").resolve(it.id()));
            backup.objects()
                    .forEach(hash -> named.add("objects/" + hash.substring(0, 2) + "/" + hash));
            backup.sums().keySet().forEach(file -> named.add("backups/" + it.id() + "/" + file));
            named.add("backups/" + it.id() + "/SHA256SUMS");
        }
        named.addAll(List.of("README.txt", "repository.json"));
        assertThat(Trees.files(work)).as(what).containsExactlyInAnyOrderElementsOf(named);
        try (var backups = Files.list(work.resolve("backups"))) {
            assertThat(backups.filter(BackupFolder::isLeftover)).as(what).isEmpty();
        }
    }

    private void create(Path target) throws IOException, InterruptedException {
        now = now.plus(Duration.ofHours(1));
        BackupRepository.openOrMake(target)
                .create(
                        BackupReason.DAILY,
                        site.source(),
                        Recipient.NOBODY,
                        Clock.fixed(now, ZoneOffset.UTC),
                        _ -> {});
    }

    @Test
    void theFirstBackup() throws Exception {
        assertThat(everyPoint(folder.resolve("nothing"), this::create, Set.of())).isGreaterThan(40);
    }

    @Test
    void oneMoreBackup() throws Exception {
        String first = site.make(BackupReason.DAILY).id();
        site.edit(0, "an edit");
        site.attach("an annex");
        assertThat(everyPoint(repository, this::create, Set.of(first))).isGreaterThan(20);
    }

    @Test
    void copiesToTheSecondTarget() throws Exception {
        var ids = new ArrayList<String>();
        ids.add(site.make(BackupReason.DAILY).id());
        Path second = folder.resolve("second");
        site.repository().copyTo(second, _ -> {});
        Act copy = target -> site.repository().copyTo(target, _ -> {});
        site.edit(0, "an edit");
        site.make(BackupReason.UPGRADE);
        assertThat(everyPoint(second, copy, Set.copyOf(ids))).isGreaterThan(15);
        assertThat(everyPoint(folder.resolve("nothing"), copy, Set.of())).isGreaterThan(60);
        assertThat(BackupRepository.open(work).list()).isEqualTo(site.repository().list());
    }

    @Test
    void removal() throws Exception {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 4; i++) {
            site.edit(70_000 * (i % 2), "edit " + i);
            ids.add(site.make(BackupReason.DAILY).id());
        }
        List<String> removed = List.of(ids.get(0), ids.get(2));
        Act remove = target -> BackupRepository.open(target).remove(removed);
        assertThat(everyPoint(repository, remove, Set.of(ids.get(1), ids.get(3))))
                .isGreaterThan(15);
        assertThat(BackupRepository.open(work).list()).hasSize(2);
    }
}

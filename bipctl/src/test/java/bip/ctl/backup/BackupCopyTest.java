package bip.ctl.backup;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.layout.ServerFolder;
import bip.ctl.support.AtomicFiles;
import bip.ctl.support.ErrorCode;
import bip.ctl.testing.Failing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The second target, when not all is well. */
class BackupCopyTest {

    @TempDir Path folder;

    private Repositories site;
    private Made first;
    private Path second;

    @BeforeEach
    void make() throws Exception {
        site = new Repositories(folder);
        first = site.make(BackupReason.DAILY);
        second = folder.resolve("second");
    }

    private long copy() throws IOException, InterruptedException {
        return site.repository().copyTo(second, _ -> {});
    }

    private static String piece(Path repository, Made made, int number) throws IOException {
        return Files.readAllLines(repository.resolve("backups/" + made.id() + "/database.sha256"))
                .get(number)
                .substring(66);
    }

    /** Nothing of the first repository is left. */
    private void assertSecondIsWholeAlone(int backups) throws IOException {
        var copy = BackupRepository.open(second);
        assertThat(copy.verify(null, _ -> {})).isEmpty();
        assertThat(copy.list()).isEqualTo(site.repository().list()).hasSize(backups);
        AtomicFiles.deleteTree(site.repositoryFolder());
        Path state = site.layout.serverState();
        try (var target = ServerFolder.open(site.layout, state)) {
            copy.reader("newest").check();
            copy.reader("newest").database(target, "bip.db");
        }
        assertThat(state.resolve("bip.db")).hasSameBinaryContentAs(site.database);
    }

    @Test
    void goesOnWhereACopyWasCutShort() throws Exception {
        copy();
        site.edit(0, "an edit");
        site.make(BackupReason.DAILY);
        Path backups = second.resolve("backups");
        Files.createDirectories(backups.resolve(".20260303T023000Z-daily.part"));
        Files.writeString(backups.resolve(".20260303T023000Z-daily.part/database.sha256"), "ha");
        String piece = piece(site.repositoryFolder(), first, 3);
        Files.writeString(second.resolve(piece + ".part"), "half");
        assertThat(copy()).isEqualTo(BackupWriter.PIECE_BYTES);
        assertThat(Trees.files(second)).noneMatch(it -> it.contains(".part"));
        assertSecondIsWholeAlone(2);
    }

    @Test
    void aDamagedBackupHoldsUpNoOther() throws Exception {
        site.edit(0, "an edit");
        Made made = site.make(BackupReason.DAILY);
        String object = piece(site.repositoryFolder(), first, 0);
        Path lost = site.repositoryFolder().resolve(object);
        byte[] bytes = Files.readAllBytes(lost);
        Files.delete(lost);
        assertThat(Failing.with(ErrorCode.B120, this::copy).getFirst()).contains(object);
        assertThat(BackupRepository.open(second).list()).containsExactly(made.record());
        assertThat(BackupRepository.open(second).verify(null, _ -> {})).isEmpty();
        Files.write(lost, bytes);
        assertThat(copy()).isEqualTo(bytes.length);
        assertSecondIsWholeAlone(2);
    }

    @Test
    void aDamagedListHereIsNotCopied() throws Exception {
        Path list =
                site.repositoryFolder().resolve("backups/" + first.id() + "/attachments.sha256");
        Files.write(list, Files.readAllLines(list).subList(0, 1));
        Made made = site.make(BackupReason.DAILY);
        assertThat(Failing.with(ErrorCode.B121, this::copy).getFirst())
                .contains("attachments.sha256");
        assertThat(BackupRepository.open(second).list()).containsExactly(made.record());
    }

    @Test
    void whatTheTargetHasLostIsCopiedAgain() throws Exception {
        copy();
        Files.delete(second.resolve(piece(second, first, 5)));
        assertThat(copy()).isEqualTo(BackupWriter.PIECE_BYTES);
        for (String file : List.of("backup.json", "database.sha256", "SHA256SUMS")) {
            Path path = second.resolve("backups/" + first.id()).resolve(file);
            Trees.flip(path, 20, 1);
            copy();
            Files.delete(path);
            copy();
        }
        Files.delete(second.resolve("repository.json"));
        assertThat(copy()).isZero();
        assertSecondIsWholeAlone(1);
    }

    @Test
    void foreignFilesAreNotCopied() throws Exception {
        Path backup = site.repositoryFolder().resolve("backups/" + first.id());
        Files.createDirectories(backup.resolve("notes/more"));
        Files.writeString(backup.resolve("notes.txt"), "mine");
        copy();
        assertThat(BackupRepository.open(second).verify(null, _ -> {})).isEmpty();
    }

    /** A disk that gives back something else. */
    @Test
    void whatIsReadBackIsCompared() throws Exception {
        Failing.with(
                ErrorCode.B110,
                () -> site.repository().copyTo(second, _ -> damageAnObject(second)));
        assertThat(BackupRepository.open(second).list()).isEmpty();
        site.edit(0, "an edit");
        Failing.with(
                ErrorCode.B110,
                () ->
                        site.repository()
                                .create(
                                        BackupReason.DAILY,
                                        site.source(),
                                        Recipient.NOBODY,
                                        Clock.systemUTC(),
                                        _ -> damageAnObject(site.repositoryFolder())));
        assertThat(site.repository().list()).containsExactly(first.record());
    }

    /** Every one that no whole backup names yet. */
    private void damageAnObject(Path repository) {
        try {
            Set<String> named = new HashSet<>();
            for (BackupRecord it : BackupRepository.open(repository).list()) {
                named.addAll(
                        new BackupFolder(repository.resolve("backups").resolve(it.id())).objects());
            }
            for (String object : Trees.files(repository.resolve("objects"))) {
                if (!named.contains(object.substring(3))) {
                    Files.writeString(repository.resolve("objects").resolve(object), "other");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

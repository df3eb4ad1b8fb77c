package bip.ctl.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bip.ctl.layout.ServerFolder;
import bip.ctl.release.ReleaseArchive;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repositories on a real file system. */
class BackupRepositoryTest {

    @TempDir Path folder;

    private Repositories site;

    @BeforeEach
    void make() throws Exception {
        site = new Repositories(folder);
    }

    @Test
    void givesBackWhatWentIn() throws Exception {
        Made made = site.make(BackupReason.MANUAL);
        assertThat(made.id()).isEqualTo("20260302T023000Z-manual");
        assertThat(site.repository().list()).containsExactly(made.record());
        assertThat(site.verify()).isEmpty();
        var reader = site.repository().reader("newest");
        reader.check();
        restore(reader);
        assertThat(data().resolve("bip.db")).hasSameBinaryContentAs(site.database);
        Path archive = folder.resolve("release.tar.gz");
        reader.release(archive);
        ReleaseArchive.verify(archive);
        assertThat(ReleaseArchive.manifestOf(archive)).isEqualTo(site.release.manifest());
        assertThat(reader.configuration()).containsOnlyKeys("etc/bip/bip.env");
        assertThat(reader.record().rows()).containsEntry("page", 3L);
        assertThat(made.record().attachments()).isEqualTo(2);
    }

    private Path data() {
        return site.layout.serverState().resolve("data/1");
    }

    private void restore(BackupReader reader) throws IOException {
        try (var target = ServerFolder.open(site.layout, data())) {
            reader.database(target, "bip.db");
        }
        Path attachments = site.layout.serverState().resolve("attachments");
        try (var target = ServerFolder.open(site.layout, attachments)) {
            assertThat(reader.attachments(target)).isEqualTo(reader.attachments().size());
            assertThat(reader.attachments(target)).isZero();
        }
        assertThat(reader.missingAttachments(attachments)).isEmpty();
    }

    @Test
    void anotherOneWritesOnlyWhatIsNew() throws Exception {
        Made first = site.make(BackupReason.DAILY);
        site.edit(5000, "an edit");
        site.edit(700_000, "another");
        Made second = site.make(BackupReason.DAILY);
        assertThat(first.bytesWritten()).isGreaterThan(Repositories.DATABASE_BYTES);
        assertThat(second.bytesWritten()).isEqualTo(2L * BackupWriter.PIECE_BYTES);
        Made third = site.make(BackupReason.UPGRADE);
        assertThat(third.bytesWritten()).isZero();
        assertThat(site.verify()).isEmpty();
    }

    @Test
    void whatIsSecretIsTakenOut() throws Exception {
        Made made = site.make(BackupReason.MANUAL);
        var settings = site.repository().reader(made.id()).configuration();
        assertThat(new String(settings.get("etc/bip/bip.env"), StandardCharsets.UTF_8))
                .isEqualTo("BIP_LISTEN=127.0.0.1:8080\n# SENTRY_DSN=\n");
        assertThat(made.record().secrets()).isEqualTo(BackupRecord.Secrets.LEFT_OUT);

        Files.writeString(
                site.settings,
                """
                # BIP_LISTEN is the address
                #SENTRY_DSN=http://old@host/1
                export API_TOKEN=abc
                BIPCTL_CHANNEL_URL=https://name:password@host/channel
                BIP_LISTEN=127.0.0.1:8080
                """);
        Made commented = site.make(BackupReason.MANUAL);
        assertThat(
                        new String(
                                site.repository()
                                        .reader(commented.id())
                                        .configuration()
                                        .get("etc/bip/bip.env"),
                                StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        # BIP_LISTEN is the address
                        #SENTRY_DSN=
                        export API_TOKEN=
                        # BIPCTL_CHANNEL_URL=
                        BIP_LISTEN=127.0.0.1:8080
                        """);
        Files.writeString(site.settings, "SENTRY_DSN=http://key@host/1\n");
        assertThat(site.repository().reader(made.id()).secrets()).isEmpty();

        site.recipient =
                Recipient.parse("age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p");
        Made encrypted = site.make(BackupReason.MANUAL);
        assertThat(encrypted.record().secrets()).isEqualTo(BackupRecord.Secrets.ENCRYPTED);
        assertThat(
                        new String(
                                site.repository().reader(encrypted.id()).secrets(),
                                StandardCharsets.ISO_8859_1))
                .startsWith("age-encryption.org/v1\n")
                .doesNotContain("key@host");
        refused(ErrorCode.B104, () -> Recipient.parse("age1nonsense"));
    }

    @Test
    void anAttachmentThatIsNotWhatItsNameSaysIsLeftOutAndNamed() throws Exception {
        String rotten = site.attach("to be damaged");
        Files.writeString(site.attachments.resolve(rotten.substring(0, 2) + "/" + rotten), "x");
        Files.writeString(site.attachments.resolve(".part-7"), "half an upload");
        Made made = site.make(BackupReason.DAILY);
        assertThat(made.record().damaged()).containsExactly(rotten);
        assertThat(made.record().attachments()).isEqualTo(2);
        assertThat(site.verify()).isEmpty();
    }

    @Test
    void anOldContentThatRottedIsWrittenAnew() throws Exception {
        Made first = site.make(BackupReason.DAILY);
        for (Path file : site.files()) {
            if (file.startsWith("objects")) {
                flip(file, 0);
            }
        }
        assertThat(site.verify()).isNotEmpty();
        Made second = site.make(BackupReason.DAILY);
        assertThat(second.repaired()).isPositive();
        assertThat(site.verify()).isEmpty();
        restore(site.repository().reader(first.id()));
        assertThat(data().resolve("bip.db")).hasSameBinaryContentAs(site.database);
    }

    /** In every file but the one that only people read. */
    @Test
    void aFlippedBitIsFoundAndNamedWhereverItIs() throws Exception {
        site.recipient =
                Recipient.parse("age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p");
        site.make(BackupReason.DAILY);
        site.make(BackupReason.UPGRADE);
        List<Path> files = site.files();
        files.remove(Path.of("README.txt"));
        assertThat(files).hasSizeGreaterThan(30);
        for (Path file : files) {
            byte[] whole = Files.readAllBytes(site.repositoryFolder().resolve(file));
            for (int at : new int[] {0, whole.length / 2, whole.length - 1}) {
                flip(file, at);
                assertThat(verifyAnyway(file))
                        .as("bit at %d of %s", at, file)
                        .containsExactly(file.toString());
                Files.write(site.repositoryFolder().resolve(file), whole);
            }
            Files.delete(site.repositoryFolder().resolve(file));
            assertThat(verifyAnyway(file)).as("without %s", file).containsExactly(file.toString());
            Files.write(site.repositoryFolder().resolve(file), whole);
        }
        assertThat(site.verify()).isEmpty();
        Path foreign =
                site.repositoryFolder()
                        .resolve("backups")
                        .resolve(site.repository().list().getFirst().id());
        Files.writeString(foreign.resolve("notes.txt"), "mine");
        assertThat(site.verify())
                .singleElement()
                .satisfies(it -> assertThat(it.kind()).isEqualTo(Damage.Kind.FOREIGN));
    }

    /** Names of what is found; the repository's own file stops the opening, which names it too. */
    private List<String> verifyAnyway(Path file) throws IOException {
        try {
            return BackupRepository.open(site.repositoryFolder()).verify(null, _ -> {}).stream()
                    .map(Damage::file)
                    .toList();
        } catch (CtlException e) {
            assertThat(file).hasFileName("repository.json");
            assertThat(e.code()).isIn(ErrorCode.B101, ErrorCode.B102);
            return List.of(file.toString());
        }
    }

    private void flip(Path file, int at) throws IOException {
        Path path = site.repositoryFolder().resolve(file);
        byte[] bytes = Files.readAllBytes(path);
        bytes[at] ^= 1;
        Files.write(path, bytes);
    }

    @Test
    void nothingThatIsDamagedIsPutBack() throws Exception {
        Made made = site.make(BackupReason.DAILY);
        Path backup = site.repositoryFolder().resolve("backups/" + made.id());
        String piece = Files.readString(backup.resolve("database.sha256")).substring(0, 64);
        flip(Path.of("objects", piece.substring(0, 2), piece), 100);
        var reader = site.repository().reader(made.id());
        refused(ErrorCode.B120, reader::check);
        try (var target = ServerFolder.open(site.layout, data())) {
            refused(ErrorCode.B120, () -> reader.database(target, "bip.db"));
        }
        assertThat(data()).isEmptyDirectory();

        // Every piece is whole, and one is missing.
        flip(Path.of("objects", piece.substring(0, 2), piece), 100);
        Path list = backup.resolve("database.sha256");
        Files.write(list, Files.readAllLines(list).subList(1, 4));
        try (var target = ServerFolder.open(site.layout, data())) {
            refused(ErrorCode.B121, () -> reader.database(target, "bip.db"));
        }
        assertThat(data()).isEmptyDirectory();
        Files.writeString(list, "no list\n");
        refused(ErrorCode.B121, reader::check);
        Files.writeString(backup.resolve("backup.json"), "{}");
        assertThat(site.repository().list()).isEmpty();
        refused(ErrorCode.B105, () -> site.repository().get("newest"));
        refused(ErrorCode.B122, () -> site.repository().get(made.id()));
    }

    @Test
    void aSecondTargetGetsWhatItLacksAndIsWholeAlone() throws Exception {
        Path second = folder.resolve("second");
        site.make(BackupReason.DAILY);
        long first = site.repository().copyTo(second, _ -> {});
        assertThat(first).isGreaterThan(Repositories.DATABASE_BYTES);
        assertThat(site.repository().copyTo(second, _ -> {})).isZero();
        site.edit(0, "an edit");
        Made made = site.make(BackupReason.DAILY);
        assertThat(site.repository().copyTo(second, _ -> {})).isEqualTo(BackupWriter.PIECE_BYTES);
        var copy = BackupRepository.open(second);
        assertThat(copy.list()).isEqualTo(site.repository().list());
        assertThat(copy.verify(null, _ -> {})).isEmpty();
        restore(copy.reader(made.id()));
        assertThat(data().resolve("bip.db")).hasSameBinaryContentAs(site.database);
    }

    @Test
    void aSecondTargetIsNeverMixedUp() throws Exception {
        Path second = folder.resolve("second");
        site.make(BackupReason.DAILY);
        site.repository().copyTo(second, _ -> {});
        var other = BackupRepository.openOrMake(folder.resolve("other"));
        refused(ErrorCode.B106, () -> other.copyTo(second, _ -> {}));
        refused(ErrorCode.B106, () -> other.copyTo(site.repositoryFolder(), _ -> {}));
        Path home = Files.createDirectories(folder.resolve("home"));
        Files.writeString(home.resolve("letter.odt"), "dear");
        refused(ErrorCode.B103, () -> site.repository().copyTo(home, _ -> {}));
        assertThat(home).isDirectoryContaining("glob:**letter.odt");
        refused(ErrorCode.B101, () -> BackupRepository.open(home));
        try (var files = Files.list(home)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void whatIsDamagedIsNotCopied() throws Exception {
        Made made = site.make(BackupReason.DAILY);
        Path list = site.repositoryFolder().resolve("backups/" + made.id() + "/database.sha256");
        String piece = Files.readString(list).substring(0, 64);
        flip(Path.of("objects", piece.substring(0, 2), piece), 0);
        Path second = folder.resolve("second");
        refused(ErrorCode.B120, () -> site.repository().copyTo(second, _ -> {}));
        assertThat(BackupRepository.open(second).list()).isEmpty();
    }

    @Test
    void removingTakesWhatNobodyElseNeedsAndNoMore() throws Exception {
        Made first = site.make(BackupReason.DAILY);
        site.edit(0, "an edit");
        Made second = site.make(BackupReason.DAILY);
        site.repository().remove(List.of(first.id()));
        assertThat(site.repository().list()).containsExactly(second.record());
        assertThat(site.verify()).isEmpty();
        long named =
                site.files().stream().filter(it -> it.startsWith("objects")).distinct().count();
        assertThat(named)
                .isEqualTo(
                        new BackupFolder(site.repositoryFolder().resolve("backups/" + second.id()))
                                .objects()
                                .size());
        restore(site.repository().reader("newest"));
    }

    @Test
    void whatACrashLeftIsRemovedByTheNextOne() throws Exception {
        site.make(BackupReason.DAILY);
        Path backups = site.repositoryFolder().resolve("backups");
        Files.createDirectories(backups.resolve(".20260101T000000Z-daily.part/x"));
        Files.createDirectories(backups.resolve(".20260101T000000Z-daily.removed"));
        String lost = Hashes.of("lost".getBytes(StandardCharsets.UTF_8));
        Path shelf = site.repositoryFolder().resolve("objects/" + lost.substring(0, 2));
        Files.createDirectories(shelf);
        Files.writeString(shelf.resolve(lost), "other than its name says");
        Files.writeString(shelf.resolve(lost + ".part"), "half");
        site.make(BackupReason.DAILY);
        assertThat(site.verify()).isEmpty();
        try (var left = Files.list(backups)) {
            assertThat(left).hasSize(2);
        }
        assertThat(shelf.resolve(lost)).doesNotExist();
        assertThat(shelf.resolve(lost + ".part")).doesNotExist();
    }

    private static void refused(ErrorCode code, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        CtlException.class, it -> assertThat(it.code()).isEqualTo(code));
    }
}

package bip.ctl.backup;

import bip.ctl.layout.InstallationFolders;
import bip.ctl.layout.Layout;
import bip.ctl.release.InstalledRelease;
import bip.ctl.release.ReleaseStore;
import bip.ctl.testing.TestRelease;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A small bulletin whose backups a test makes: a release, a database, attachments, settings. */
final class Repositories {

    /** Twenty pieces and a bit. */
    static final int DATABASE_BYTES = 20 * BackupWriter.PIECE_BYTES + 4096;

    final Path folder;
    final Layout layout;
    final Path database;
    final Path attachments;
    final Path settings;
    final InstalledRelease release;
    Recipient recipient = Recipient.NOBODY;
    private Instant now = Instant.parse("2026-03-01T02:30:00Z");

    Repositories(Path folder) throws IOException {
        this.folder = folder;
        layout = new Layout(folder.resolve("root"));
        InstallationFolders.ensure(layout);
        Path archive = new TestRelease("1.0.0").writeTo(folder);
        release = new ReleaseStore(layout).unpack(archive, _ -> {});
        database = folder.resolve("copy.db");
        byte[] bytes = new byte[DATABASE_BYTES];
        new Random(7).nextBytes(bytes);
        Files.write(database, bytes);
        attachments = Files.createDirectories(folder.resolve("attachments"));
        attach("a letter");
        attach("another letter");
        settings = folder.resolve("bip.env");
        Files.writeString(settings, "BIP_LISTEN=127.0.0.1:8080\nSENTRY_DSN=http://key@host/1\n");
    }

    String attach(String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        String hash = Hashes.of(bytes);
        Path shelf = Files.createDirectories(attachments.resolve(hash.substring(0, 2)));
        Files.write(shelf.resolve(hash), bytes);
        return hash;
    }

    /** As an edit does: a page of 4 KiB somewhere. */
    void edit(int at, String content) throws IOException {
        byte[] bytes = Files.readAllBytes(database);
        byte[] text = content.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(text, 0, bytes, at, text.length);
        Files.write(database, bytes);
    }

    Path repositoryFolder() {
        return folder.resolve("repository");
    }

    BackupRepository repository() throws IOException {
        return BackupRepository.openOrMake(repositoryFolder());
    }

    Made make(BackupReason reason) throws IOException, InterruptedException {
        now = now.plus(Duration.ofDays(1));
        return repository()
                .create(reason, source(), recipient, Clock.fixed(now, ZoneOffset.UTC), _ -> {});
    }

    BackupSource source() {
        return new BackupSource(
                release,
                database,
                2,
                Map.of("page", 3L),
                attachments,
                Map.of("etc/bip/bip.env", settings),
                List.of(new BackupRecord.SeenPage("/", 200, "Urząd")));
    }

    List<Damage> verify() throws IOException {
        return repository().verify(null, _ -> {});
    }

    /** Every file of the repository, relative to it. */
    List<Path> files() throws IOException {
        try (var walk = Files.walk(repositoryFolder())) {
            return new ArrayList<>(
                    walk.filter(Files::isRegularFile)
                            .map(repositoryFolder()::relativize)
                            .sorted()
                            .toList());
        }
    }
}

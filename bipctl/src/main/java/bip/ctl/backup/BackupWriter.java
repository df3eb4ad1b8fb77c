package bip.ctl.backup;

import bip.ctl.backup.BackupRecord.Secrets;
import bip.ctl.release.InstalledRelease;
import bip.ctl.release.ReleaseArchive;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes one backup. Every object is looked at: what is here already is read and compared, what is
 * new or has rotted is written, and read again once the disk has it.
 */
final class BackupWriter {

    /** SQLite's pages have 4 KiB; an edit touches half a dozen of them, all over the file. */
    static final int PIECE_BYTES = 64 << 10;

    private final ObjectStore objects;
    private final Path backups;
    private final LongConsumer progress;
    private final Set<String> written = new HashSet<>();
    private long bytesDone;
    private long bytesWritten;
    private long repaired;

    BackupWriter(ObjectStore objects, Path backups, LongConsumer progress) {
        this.objects = objects;
        this.backups = backups;
        this.progress = progress;
    }

    /**
     * Writes it.
     *
     * @param knownRelease hash of an archive of the same release in an older backup; null when
     *     there is none
     */
    Made write(
            String id,
            BackupReason reason,
            Instant time,
            BackupSource source,
            Recipient recipient,
            @Nullable String knownRelease)
            throws IOException, InterruptedException {
        var lists = new LinkedHashMap<String, byte[]>();
        var whole = Hashes.start();
        lists.put(ContentList.DATABASE, ContentList.ofObjects(database(source.database(), whole)));
        var damaged = new ArrayList<String>();
        var attachments = attachments(source.attachments(), damaged);
        lists.put(
                ContentList.ATTACHMENTS, ContentList.ofObjects(List.copyOf(attachments.keySet())));
        String release = release(source.release(), knownRelease);
        lists.put(ContentList.RELEASE, ContentList.ofObjects(List.of(release)));
        var settings = SettingsArchive.of(source.configuration());
        lists.put(ContentList.CONFIGURATION, ContentList.ofObjects(List.of(put(settings.tar()))));
        var secrets = Secrets.NONE;
        if (settings.hasSecrets()) {
            secrets = recipient.isKnown() ? Secrets.ENCRYPTED : Secrets.LEFT_OUT;
        }
        if (secrets == Secrets.ENCRYPTED) {
            String hash = put(recipient.encrypt(settings.secrets()));
            lists.put(ContentList.SECRETS, ContentList.ofObjects(List.of(hash)));
        }
        var record =
                new BackupRecord(
                        id,
                        reason,
                        time,
                        source.release().version().toString(),
                        source.release().manifest().contentHash(),
                        source.schema(),
                        Files.size(source.database()),
                        Hashes.end(whole),
                        attachments.size(),
                        attachments.values().stream().mapToLong(Long::longValue).sum(),
                        Files.size(objects.find(release)),
                        source.rows(),
                        source.pages(),
                        damaged,
                        secrets);
        objects.makeSure(written);
        BackupFolder.write(backups, record, lists);
        return new Made(record, bytesWritten, repaired);
    }

    /** Packed once for all backups of that release. */
    private String release(InstalledRelease release, @Nullable String known) throws IOException {
        if (known != null && objects.isWhole(known)) {
            account(Files.size(objects.find(known)));
            return known;
        }
        Durable.makeFolder(objects.folder());
        Path part = objects.folder().resolve("release.part");
        try {
            try (var out = Channels.newOutputStream(Durable.overwrite(part))) {
                ReleaseArchive.pack(release, out);
            }
            // What is damaged here must not become a backup that cannot be put back.
            ReleaseArchive.verify(part);
            String hash = Hashes.of(part);
            if (isToBeWritten(hash)) {
                objects.put(hash, part);
                bytesWritten += Files.size(part);
            }
            account(Files.size(part));
            return hash;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private List<String> database(Path database, MessageDigest whole) throws IOException {
        var hashes = new ArrayList<String>();
        byte[] piece = new byte[PIECE_BYTES];
        try (InputStream in = Files.newInputStream(database)) {
            for (int n = in.readNBytes(piece, 0, piece.length);
                    n > 0;
                    n = in.readNBytes(piece, 0, piece.length)) {
                whole.update(piece, 0, n);
                hashes.add(put(piece, n));
                account(n);
            }
        }
        return hashes;
    }

    /** Sizes by hash, in the order of the hashes. */
    private Map<String, Long> attachments(Path folder, List<String> damaged) throws IOException {
        var sizes = new TreeMap<String, Long>();
        if (!Files.isDirectory(folder)) {
            return sizes;
        }
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        String name = file.getFileName().toString();
                        // Anything else is a part of one that is being stored.
                        if (attributes.isRegularFile() && Hashes.SHA_256.matcher(name).matches()) {
                            if (attachment(name, file, attributes.size())) {
                                sizes.put(name, attributes.size());
                            } else {
                                damaged.add(name);
                            }
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return sizes;
    }

    private boolean attachment(String hash, Path file, long size) throws IOException {
        account(size);
        if (!isToBeWritten(hash)) {
            return true;
        }
        boolean isTaken = objects.put(hash, file);
        if (isTaken) {
            bytesWritten += size;
        } else {
            written.remove(hash);
        }
        return isTaken;
    }

    private String put(byte[] bytes) throws IOException {
        return put(bytes, bytes.length);
    }

    private String put(byte[] bytes, int length) throws IOException {
        String hash = Hashes.of(bytes, length);
        if (written.contains(hash) || objects.isWhole(hash, bytes, length)) {
            return hash;
        }
        note(hash);
        objects.put(hash, bytes, length);
        bytesWritten += length;
        return hash;
    }

    /** Not here yet, or here and rotten. */
    private boolean isToBeWritten(String hash) throws IOException {
        if (written.contains(hash) || objects.isWhole(hash)) {
            return false;
        }
        note(hash);
        return true;
    }

    private void note(String hash) {
        if (objects.isThere(hash)) {
            repaired++;
        }
        written.add(hash);
    }

    private void account(long bytes) {
        bytesDone += bytes;
        progress.accept(bytesDone);
    }
}

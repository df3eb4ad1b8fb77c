package bip.ctl.backup;

import bip.ctl.backup.BackupRecord.Secrets;
import bip.ctl.release.InstalledRelease;
import bip.ctl.release.ReleaseArchive;
import bip.ctl.support.CtlException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
    private final boolean isSwept;
    private final LongConsumer progress;
    private final Set<String> written = new HashSet<>();
    private long bytesDone;
    private long bytesWritten;
    private long repaired;

    /**
     * A writer of one backup.
     *
     * @param isSwept every object that is here is named by a whole backup, so it is on the disk
     */
    BackupWriter(ObjectStore objects, Path backups, boolean isSwept, LongConsumer progress) {
        this.objects = objects;
        this.backups = backups;
        this.isSwept = isSwept;
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
        lists.put(
                ContentList.RELEASE,
                ContentList.ofObjects(release == null ? List.of() : List.of(release)));
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
                        release == null ? 0 : Files.size(objects.find(release)),
                        source.rows(),
                        source.pages(),
                        damaged,
                        secrets);
        makeSure();
        BackupFolder.write(backups, record, lists);
        return new Made(record, bytesWritten, repaired);
    }

    /**
     * Packed once for all backups of that release. Null when it is damaged: the bulletin itself is
     * worth keeping without it.
     */
    private @Nullable String release(InstalledRelease release, @Nullable String known)
            throws IOException {
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
            if (!objects.isWhole(hash)) {
                note(hash, objects.isThere(hash));
                objects.put(hash, part);
                bytesWritten += Files.size(part);
            }
            account(Files.size(part));
            return hash;
        } catch (CtlException | NoSuchFileException e) {
            return null;
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
        for (var it : Attachments.in(folder).files().entrySet()) {
            if (attachment(it.getKey(), it.getValue())) {
                sizes.put(it.getKey(), Files.size(objects.find(it.getKey())));
            } else {
                damaged.add(it.getKey());
            }
        }
        return sizes;
    }

    private boolean attachment(String hash, Path file) throws IOException {
        boolean isHere = written.contains(hash) || objects.isWhole(hash);
        if (!isHere) {
            boolean wasThere = objects.isThere(hash);
            if (!objects.put(hash, file)) {
                account(Files.size(file));
                return false;
            }
            note(hash, wasThere);
            bytesWritten += Files.size(objects.find(hash));
        }
        account(Files.size(objects.find(hash)));
        return true;
    }

    private String put(byte[] bytes) throws IOException {
        return put(bytes, bytes.length);
    }

    private String put(byte[] bytes, int length) throws IOException {
        String hash = Hashes.of(bytes, length);
        if (written.contains(hash) || objects.isWhole(hash, bytes, length)) {
            return hash;
        }
        note(hash, objects.isThere(hash));
        objects.put(hash, bytes, length);
        bytesWritten += length;
        return hash;
    }

    /** One that was there was rotten. */
    private void note(String hash, boolean wasThere) {
        if (wasThere) {
            repaired++;
        }
        written.add(hash);
    }

    private void account(long bytes) {
        bytesDone += bytes;
        progress.accept(bytesDone);
    }

    /** What the disk has is what was to be written. */
    private void makeSure() throws IOException, InterruptedException {
        if (!isSwept) {
            // What is here already may be from a run that was cut short before it was on the disk.
            Durable.syncFileSystem(objects.folder());
        }
        objects.makeSure(written);
    }
}

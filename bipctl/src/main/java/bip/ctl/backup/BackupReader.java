package bip.ctl.backup;

import bip.ctl.layout.ServerFolder;
import bip.ctl.support.AtomicFiles;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts the pieces of one backup back. Nothing that is damaged is put anywhere. */
public final class BackupReader {

    private static final String PART = ".part";

    private final BackupFolder folder;
    private final BackupRecord record;
    private final ObjectStore objects;

    BackupReader(BackupFolder folder, BackupRecord record, ObjectStore objects) {
        this.folder = folder;
        this.record = record;
        this.objects = objects;
    }

    public BackupRecord record() {
        return record;
    }

    /**
     * Puts the database together. It is on the disk when this returns.
     *
     * @throws CtlException B120 or B121 naming what is damaged; nothing of that name is there then
     */
    public void database(ServerFolder target, String name) throws IOException {
        String part = name + PART;
        var whole = Hashes.start();
        try {
            try (FileChannel channel = target.create(part)) {
                for (String hash : objects(ContentList.DATABASE)) {
                    byte[] piece = objects.read(hash);
                    whole.update(piece);
                    Durable.writeFully(channel, piece, piece.length);
                }
                channel.force(true);
            }
            if (!Hashes.end(whole).equals(record.databaseSha256())) {
                throw new CtlException(ErrorCode.B121, folder.list(ContentList.DATABASE));
            }
            target.rename(part, name);
        } finally {
            target.delete(part);
        }
    }

    /**
     * Reads all that the backup names.
     *
     * @throws CtlException B120 or B121 naming what is damaged
     */
    public void check() throws IOException {
        for (String hash : folder.objects()) {
            if (!objects.isWhole(hash)) {
                throw objects.damaged(hash);
            }
        }
    }

    /** Writes the archive of the release to {@code target}. */
    public void release(Path target) throws IOException {
        String hash = objects(ContentList.RELEASE).getFirst();
        take(hash, target);
    }

    /** Hashes of the attachments. */
    public List<String> attachments() throws IOException {
        return objects(ContentList.ATTACHMENTS);
    }

    /** Those of its attachments that {@code folder}, a server's, does not have. */
    public List<String> missingAttachments(Path folder) throws IOException {
        var missing = new ArrayList<String>();
        for (String hash : attachments()) {
            if (!Files.exists(folder.resolve(hash.substring(0, 2)).resolve(hash))) {
                missing.add(hash);
            }
        }
        return missing;
    }

    /**
     * Puts attachments where they are missing, or where another content has their name.
     *
     * @return how many
     */
    public long attachments(ServerFolder target) throws IOException {
        long added = 0;
        for (String hash : attachments()) {
            try (ServerFolder shelf = target.folder(hash.substring(0, 2))) {
                if (!isWhole(shelf, hash)) {
                    attachment(shelf, hash);
                    added++;
                }
            }
        }
        return added;
    }

    private static boolean isWhole(ServerFolder shelf, String hash) throws IOException {
        if (!shelf.hasFile(hash)) {
            return false;
        }
        try (InputStream in = Channels.newInputStream(shelf.read(hash))) {
            return Hashes.of(in).equals(hash);
        }
    }

    private void attachment(ServerFolder shelf, String hash) throws IOException {
        String part = hash + PART;
        var digest = Hashes.start();
        try {
            try (InputStream in = open(hash);
                    FileChannel channel = shelf.create(part)) {
                byte[] buffer = new byte[1 << 16];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    digest.update(buffer, 0, n);
                    Durable.writeFully(channel, buffer, n);
                }
                channel.force(true);
            }
            if (!Hashes.end(digest).equals(hash)) {
                throw objects.damaged(hash);
            }
            shelf.rename(part, hash);
        } finally {
            shelf.delete(part);
        }
    }

    private InputStream open(String hash) {
        try {
            return Files.newInputStream(objects.find(hash));
        } catch (IOException e) {
            throw objects.damaged(hash);
        }
    }

    /** Writes the content of one attachment to {@code target}. */
    public void attachment(String hash, Path target) throws IOException {
        take(hash, target);
    }

    /** Settings by their names in the backup, without what is secret. */
    public Map<String, byte[]> configuration() throws IOException {
        String hash = objects(ContentList.CONFIGURATION).getFirst();
        return SettingsArchive.unpack(objects.read(hash), objects.find(hash));
    }

    /** Secret settings in the form of age, for whoever has the key; empty when there are none. */
    public byte[] secrets() throws IOException {
        return folder.hasSecrets()
                ? objects.read(objects(ContentList.SECRETS).getFirst())
                : new byte[0];
    }

    private List<String> objects(String list) throws IOException {
        List<String> named = folder.objects(list);
        boolean isOne = !list.equals(ContentList.DATABASE) && !list.equals(ContentList.ATTACHMENTS);
        if (isOne && named.size() != 1) {
            throw new CtlException(ErrorCode.B121, folder.list(list));
        }
        return named;
    }

    private void take(String hash, Path target) throws IOException {
        Path object = objects.find(hash);
        if (!Files.isRegularFile(object)) {
            throw objects.damaged(hash);
        }
        Path part = target.resolveSibling(target.getFileName() + PART);
        try {
            Files.copy(object, part, StandardCopyOption.REPLACE_EXISTING);
            if (!Hashes.of(part).equals(hash)) {
                throw objects.damaged(hash);
            }
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            AtomicFiles.syncFolder(target.resolveSibling(""));
        } finally {
            Files.deleteIfExists(part);
        }
    }
}

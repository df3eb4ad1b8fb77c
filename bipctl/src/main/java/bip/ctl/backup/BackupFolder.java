package bip.ctl.backup;

import bip.ctl.support.AtomicFiles;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Phrase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one backup.
 *
 * @param folder {@code …/backups/ID}
 */
record BackupFolder(Path folder) {

    private static final String PART = ".part";
    private static final String REMOVED = ".removed";

    String id() {
        return folder.getFileName().toString();
    }

    Path list(String name) {
        return folder.resolve(name);
    }

    /**
     * What it says of itself.
     *
     * @throws CtlException B121 or B122 if that is not as it was written
     */
    BackupRecord record() {
        Path file = list(BackupJson.FILE);
        byte[] bytes;
        try {
            bytes = read(BackupJson.FILE, sums());
        } catch (NoSuchFileException e) {
            throw new CtlException(e, ErrorCode.B122, file, Phrase.of("backup.missing"));
        } catch (IOException e) {
            throw new CtlException(e, ErrorCode.B122, file, String.valueOf(e.getMessage()));
        }
        if (bytes == null) {
            throw new CtlException(ErrorCode.B122, file, Phrase.of("backup.changed"));
        }
        BackupRecord record = BackupJson.read(bytes, file);
        if (!record.id().equals(id())) {
            throw new CtlException(ErrorCode.B122, file, Phrase.of("backup.unfitField", "id"));
        }
        return record;
    }

    /**
     * Its files and their hashes.
     *
     * @throws CtlException B121 if they are not as they were written
     */
    Map<String, String> sums() {
        Path list = list(ContentList.SUMS);
        var sums = new LinkedHashMap<String, String>();
        try {
            ContentList.sums(Files.readAllBytes(list), list)
                    .forEach(it -> sums.put(it.file(), it.hash()));
        } catch (IOException e) {
            throw new CtlException(e, ErrorCode.B121, list);
        }
        for (String usual : ContentList.USUAL) {
            if (!sums.containsKey(usual)) {
                throw new CtlException(ErrorCode.B121, list);
            }
        }
        return sums;
    }

    /** The bytes that were written; null if others are there. */
    private byte @Nullable [] read(String name, Map<String, String> sums) throws IOException {
        byte[] bytes = Files.readAllBytes(list(name));
        return Hashes.of(bytes).equals(sums.get(name)) ? bytes : null;
    }

    boolean hasSecrets() {
        return sums().containsKey(ContentList.SECRETS);
    }

    /**
     * The objects that one of its lists names, in that order.
     *
     * @throws CtlException B121 if the list is not as it was written
     */
    List<String> objects(String list) {
        return objects(list, sums());
    }

    private List<String> objects(String name, Map<String, String> sums) {
        byte[] bytes;
        try {
            bytes = read(name, sums);
        } catch (IOException e) {
            throw new CtlException(e, ErrorCode.B121, list(name));
        }
        if (bytes == null) {
            throw new CtlException(ErrorCode.B121, list(name));
        }
        return ContentList.objects(bytes, list(name));
    }

    /**
     * Every object that it names.
     *
     * @throws CtlException B121 if a list is not as it was written: it may name any
     */
    Set<String> objects() {
        var sums = sums();
        var objects = new LinkedHashSet<String>();
        for (String name : sums.keySet()) {
            if (ContentList.ALL.contains(name)) {
                objects.addAll(objects(name, sums));
            }
        }
        return objects;
    }

    /** Whether all that it says can be relied on; its objects are not looked at. */
    boolean isReadable() {
        try {
            record();
            objects();
            return true;
        } catch (CtlException e) {
            return false;
        }
    }

    /**
     * Writes a backup that appears whole or not at all: its objects must be on the disk already.
     *
     * @param lists contents by name, without {@code SHA256SUMS}
     */
    static BackupFolder write(Path backups, BackupRecord record, Map<String, byte[]> lists)
            throws IOException {
        Path part = backups.resolve("." + record.id() + PART);
        AtomicFiles.deleteTree(part);
        Durable.makeFolder(part);
        var files = new LinkedHashMap<>(lists);
        files.put(BackupJson.FILE, BackupJson.write(record));
        var sums = new ArrayList<ContentList.Sum>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Durable.writeNow(part.resolve(file.getKey()), file.getValue());
            sums.add(new ContentList.Sum(Hashes.of(file.getValue()), file.getKey()));
        }
        Durable.writeNow(part.resolve(ContentList.SUMS), ContentList.ofFiles(sums));
        AtomicFiles.syncFolder(part);
        return appear(part, backups.resolve(record.id()));
    }

    /** The same files in another repository, where the damaged ones of that id make room. */
    BackupFolder copyTo(Path backups) throws IOException {
        Path part = backups.resolve("." + id() + PART);
        AtomicFiles.deleteTree(part);
        Durable.makeFolder(part);
        var names = new ArrayList<>(sums().keySet());
        names.add(ContentList.SUMS);
        for (String name : names) {
            Durable.writeNow(part.resolve(name), Files.readAllBytes(list(name)));
        }
        AtomicFiles.syncFolder(part);
        Path whole = backups.resolve(id());
        if (Files.exists(whole)) {
            new BackupFolder(whole).remove();
        }
        return appear(part, whole);
    }

    private static BackupFolder appear(Path part, Path whole) throws IOException {
        Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
        AtomicFiles.syncFolder(whole.resolveSibling(""));
        return new BackupFolder(whole);
    }

    List<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /** Disappears at once; what it named goes later. */
    void remove() throws IOException {
        Path removed = folder.resolveSibling("." + id() + REMOVED);
        AtomicFiles.deleteTree(removed);
        Files.move(folder, removed, StandardCopyOption.ATOMIC_MOVE);
        AtomicFiles.syncFolder(folder.resolveSibling(""));
        AtomicFiles.deleteTree(removed);
    }

    /** Made or removed half-way. */
    static boolean isLeftover(Path folder) {
        String name = folder.getFileName().toString();
        return name.startsWith(".") && (name.endsWith(PART) || name.endsWith(REMOVED));
    }
}

package bip.ctl.backup;

import bip.ctl.support.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    BackupRecord record() throws IOException {
        return BackupJson.read(folder.resolve(BackupJson.FILE));
    }

    boolean hasSecrets() {
        return Files.exists(list(ContentList.SECRETS));
    }

    /** The lists that it has. */
    List<String> lists() {
        var lists = new ArrayList<>(ContentList.USUAL);
        if (hasSecrets()) {
            lists.add(ContentList.SECRETS);
        }
        return lists;
    }

    /** Every object that it names. */
    Set<String> objects() throws IOException {
        var objects = new LinkedHashSet<String>();
        for (String list : lists()) {
            objects.addAll(ContentList.objects(list(list)));
        }
        return objects;
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

    /** The same files in another repository. */
    BackupFolder copyTo(Path backups) throws IOException {
        Path part = backups.resolve("." + id() + PART);
        AtomicFiles.deleteTree(part);
        Durable.makeFolder(part);
        for (Path file : files()) {
            Durable.writeNow(part.resolve(file.getFileName()), Files.readAllBytes(file));
        }
        AtomicFiles.syncFolder(part);
        return appear(part, backups.resolve(id()));
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

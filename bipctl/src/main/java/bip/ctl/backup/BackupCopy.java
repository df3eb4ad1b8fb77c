package bip.ctl.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Copies backups from one repository to another.
 *
 * @param trusted objects of the target that whole backups there name: they were read back when they
 *     were copied
 */
record BackupCopy(
        ObjectStore source,
        ObjectStore target,
        Path backups,
        Set<String> trusted,
        LongConsumer progress) {

    /** What is there is left as it is; the oldest comes first. */
    long copy(List<BackupFolder> wanted) throws IOException, InterruptedException {
        long bytes = 0;
        var there = new HashSet<>(trusted);
        for (BackupFolder backup : wanted) {
            if (!Files.exists(backups.resolve(backup.id()))) {
                bytes += copy(backup, there, bytes);
            }
        }
        return bytes;
    }

    private long copy(BackupFolder backup, Set<String> there, long before)
            throws IOException, InterruptedException {
        long bytes = 0;
        var written = new HashSet<String>();
        for (String hash : backup.objects()) {
            if (there.add(hash) && !target.isWhole(hash)) {
                bytes += copy(hash);
                written.add(hash);
                progress.accept(before + bytes);
            }
        }
        target.makeSure(written);
        backup.copyTo(backups);
        return bytes;
    }

    private long copy(String hash) throws IOException {
        Path object = source.find(hash);
        if (!Files.isRegularFile(object) || !target.put(hash, object)) {
            throw source.damaged(hash);
        }
        return Files.size(object);
    }
}

package bip.ctl.backup;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Copies backups from one repository to another. */
final class BackupCopy {

    private final ObjectStore source;
    private final ObjectStore target;
    private final Path backups;
    private final LongConsumer progress;

    /** Objects of the target that need not be read any more. */
    private final Set<String> there = new HashSet<>();

    private long bytes;

    BackupCopy(ObjectStore source, ObjectStore target, Path backups, LongConsumer progress) {
        this.source = source;
        this.target = target;
        this.backups = backups;
        this.progress = progress;
    }

    /**
     * Copies those that the target lacks, the oldest first, and what it has lost of the others. One
     * that is damaged here holds up no other.
     *
     * @return bytes that were written
     * @throws CtlException at the end, naming the first thing that is damaged here
     */
    long copy(List<BackupFolder> wanted) throws IOException, InterruptedException {
        trustWhatIsThere(wanted);
        CtlException failure = null;
        for (BackupFolder backup : wanted) {
            try {
                copy(backup);
            } catch (CtlException e) {
                if (e.code() == ErrorCode.B110) {
                    throw e;
                }
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return bytes;
    }

    /** What whole backups of the target name was read back when it was copied. */
    private void trustWhatIsThere(List<BackupFolder> wanted) throws IOException {
        for (BackupFolder backup : wanted) {
            BackupFolder copied = copied(backup);
            if (copied == null) {
                continue;
            }
            for (String hash : copied.objects()) {
                if (target.isThere(hash)) {
                    there.add(hash);
                }
            }
        }
    }

    /** The copy that is there and can be read. */
    private @Nullable BackupFolder copied(BackupFolder backup) throws IOException {
        var copied = new BackupFolder(backups.resolve(backup.id()));
        return Files.isDirectory(copied.folder()) && copied.isReadable() ? copied : null;
    }

    private void copy(BackupFolder backup) throws IOException, InterruptedException {
        BackupFolder copied = copied(backup);
        var lacking = new ArrayList<String>();
        for (String hash : (copied == null ? backup : copied).objects()) {
            if (!there.contains(hash)) {
                lacking.add(hash);
            }
        }
        if (copied != null && lacking.isEmpty()) {
            return;
        }
        if (copied == null) {
            backup.record();
        }
        for (String hash : lacking) {
            if (!target.isWhole(hash)) {
                copy(hash);
            }
        }
        target.makeSure(new LinkedHashSet<>(lacking));
        there.addAll(lacking);
        if (copied == null) {
            backup.copyTo(backups);
        }
    }

    private void copy(String hash) throws IOException {
        Path object = source.find(hash);
        if (!Files.isRegularFile(object) || !target.put(hash, object)) {
            throw source.damaged(hash);
        }
        bytes += Files.size(object);
        progress.accept(bytes);
    }
}

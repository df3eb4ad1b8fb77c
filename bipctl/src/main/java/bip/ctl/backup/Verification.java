package bip.ctl.backup;

import bip.ctl.backup.Damage.Kind;
import bip.ctl.support.CtlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

/** Reads every byte of backups and tells what is not as it was written. */
final class Verification {

    private final Path repository;
    private final ObjectStore objects;
    private final LongConsumer progress;
    private final List<Damage> found = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private long bytes;

    Verification(Path repository, LongConsumer progress) {
        this.repository = repository;
        this.objects = new ObjectStore(repository);
        this.progress = progress;
    }

    List<Damage> of(List<BackupFolder> backups) throws IOException {
        mark();
        for (BackupFolder backup : backups) {
            files(backup);
            for (String list : backup.lists()) {
                objects(backup.list(list));
            }
        }
        return List.copyOf(found);
    }

    private void mark() throws IOException {
        Path file = repository.resolve(RepositoryMark.FILE);
        try {
            RepositoryMark.read(repository);
        } catch (CtlException e) {
            add(file, Kind.CHANGED);
        }
    }

    /** Lists and what the backup says of itself, against {@code SHA256SUMS}. */
    private void files(BackupFolder backup) throws IOException {
        Path sums = backup.list(ContentList.SUMS);
        List<ContentList.Sum> listed;
        try {
            listed = ContentList.sums(sums);
        } catch (CtlException e) {
            add(sums, Files.exists(sums) ? Kind.UNREADABLE : Kind.MISSING);
            return;
        }
        var names = new HashSet<String>();
        names.add(ContentList.SUMS);
        for (ContentList.Sum sum : listed) {
            names.add(sum.file());
            compare(backup.list(sum.file()), sum.hash());
        }
        for (Path file : backup.files()) {
            if (!names.contains(file.getFileName().toString())) {
                add(file, Kind.FOREIGN);
            }
        }
        for (String list : ContentList.USUAL) {
            if (!names.contains(list)) {
                add(sums, Kind.CHANGED);
            }
        }
        self(backup);
    }

    private void self(BackupFolder backup) throws IOException {
        Path file = backup.list(BackupJson.FILE);
        try {
            if (!backup.record().id().equals(backup.id())) {
                add(file, Kind.CHANGED);
            }
        } catch (CtlException e) {
            add(file, Files.exists(file) ? Kind.UNREADABLE : Kind.MISSING);
        }
    }

    private void objects(Path list) throws IOException {
        List<String> named;
        try {
            named = ContentList.objects(list);
        } catch (CtlException e) {
            add(list, Files.exists(list) ? Kind.UNREADABLE : Kind.MISSING);
            return;
        }
        for (String hash : named) {
            if (seen.add(hash)) {
                compare(objects.find(hash), hash);
            }
        }
    }

    private void compare(Path file, String hash) throws IOException {
        if (!Files.isRegularFile(file)) {
            add(file, Kind.MISSING);
        } else if (!Hashes.of(file).equals(hash)) {
            add(file, Kind.CHANGED);
        }
        bytes += Files.exists(file) ? Files.size(file) : 0;
        progress.accept(bytes);
    }

    private void add(Path file, Kind kind) {
        var damage = new Damage(repository.relativize(file).toString(), kind);
        if (found.stream().noneMatch(it -> it.file().equals(damage.file()))) {
            found.add(damage);
        }
    }
}

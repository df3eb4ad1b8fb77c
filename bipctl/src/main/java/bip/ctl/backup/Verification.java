package bip.ctl.backup;

import bip.ctl.backup.Damage.Kind;
import bip.ctl.support.CtlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
            for (String list : ContentList.ALL) {
                if (Files.exists(backup.list(list))) {
                    objects(backup.list(list));
                }
            }
        }
        return List.copyOf(found);
    }

    private void mark() {
        Path file = repository.resolve(RepositoryMark.FILE);
        try {
            RepositoryMark.read(repository);
        } catch (CtlException e) {
            add(file, Kind.CHANGED);
        } catch (IOException e) {
            add(file, lost(file));
        }
    }

    /** Lists and what the backup says of itself, against {@code SHA256SUMS}. */
    private void files(BackupFolder backup) throws IOException {
        Path sums = backup.list(ContentList.SUMS);
        Set<String> names = new HashSet<>(ContentList.ALL);
        names.add(BackupJson.FILE);
        try {
            Map<String, String> listed = backup.sums();
            for (Map.Entry<String, String> sum : listed.entrySet()) {
                compare(backup.list(sum.getKey()), sum.getValue());
            }
            names = new HashSet<>(listed.keySet());
            self(backup);
        } catch (CtlException e) {
            add(sums, Files.isRegularFile(sums) ? Kind.CHANGED : lost(sums));
        }
        names.add(ContentList.SUMS);
        for (Path file : backup.files()) {
            if (!names.contains(file.getFileName().toString())) {
                add(file, Kind.FOREIGN);
            }
        }
    }

    /** What is not damaged may still be what cannot be understood. */
    private void self(BackupFolder backup) throws IOException {
        try {
            backup.record();
        } catch (CtlException e) {
            add(backup.list(BackupJson.FILE), Kind.UNREADABLE);
        }
    }

    private void objects(Path list) {
        List<String> named;
        try {
            named = ContentList.objects(Files.readAllBytes(list), list);
        } catch (CtlException | IOException e) {
            add(list, Kind.UNREADABLE);
            return;
        }
        if (isDamaged(list)) {
            // It may name anything.
            return;
        }
        for (String hash : named) {
            if (seen.add(hash)) {
                compare(objects.find(hash), hash);
            }
        }
    }

    private void compare(Path file, String hash) {
        try {
            if (!Hashes.of(file).equals(hash)) {
                add(file, Kind.CHANGED);
            }
            bytes += Files.size(file);
        } catch (IOException e) {
            // A disk that is dying gives no bytes at all; the other files are told of as well.
            add(file, lost(file));
        }
        progress.accept(bytes);
    }

    private static Kind lost(Path file) {
        return Files.exists(file) ? Kind.UNREADABLE : Kind.MISSING;
    }

    private void add(Path file, Kind kind) {
        if (!isDamaged(file)) {
            found.add(new Damage(name(file), kind));
        }
    }

    private boolean isDamaged(Path file) {
        return found.stream().anyMatch(it -> it.file().equals(name(file)));
    }

    private String name(Path file) {
        return repository.relativize(file).toString();
    }
}

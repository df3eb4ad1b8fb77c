package bip.ctl.upgrade;

import bip.ctl.backup.BackupReader;
import bip.ctl.backup.BackupReason;
import bip.ctl.backup.BackupRepository;
import bip.ctl.layout.ServerFolder;
import bip.ctl.release.Generation;
import bip.ctl.support.AtomicFiles;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.LongConsumer;

/** The step that makes a backup before something is replaced, and those that put one back. */
final class BackupSteps {

    private BackupSteps() {}

    private static BackupReader backup(Facts facts) throws IOException {
        return BackupRepository.openToRead(Path.of(facts.get(Facts.BACKUP_REPOSITORY)))
                .reader(facts.get(Facts.BACKUP_ID));
    }

    /** Keeps what is live now. What was kept stays, whatever becomes of the operation. */
    record Keep(Machine machine) implements Step {
        @Override
        public String kind() {
            return "backup";
        }

        @Override
        public Map<String, String> perform(Facts facts, LongConsumer progress)
                throws IOException, InterruptedException {
            boolean isUpgrade = facts.kind() == OperationKind.UPGRADE;
            try {
                return make(
                        facts, isUpgrade ? BackupReason.UPGRADE : BackupReason.RESTORE, progress);
            } catch (CtlException | NoSuchFileException e) {
                // What is live may be broken, which is why it is to be replaced.
                boolean isToStop = isUpgrade ? isReleaseWhole() : isDatabaseWhole(e);
                if (isToStop) {
                    throw e;
                }
                return Map.of(Engine.WARNING, String.valueOf(e.getMessage()));
            }
        }

        /** It is there, and it was not the copying of it that failed. */
        private boolean isDatabaseWhole(Exception cause) throws IOException {
            Path database = machine.generations().standing().orElseThrow().database();
            boolean isCopying =
                    cause instanceof CtlException failure && failure.code() == ErrorCode.S110;
            return Files.exists(database) && !isCopying;
        }

        private boolean isReleaseWhole() throws IOException {
            var release = machine.generations().standing().orElseThrow().release();
            try {
                machine.store().verify(release);
                return true;
            } catch (CtlException | IOException e) {
                return false;
            }
        }

        private Map<String, String> make(Facts facts, BackupReason reason, LongConsumer progress)
                throws IOException, InterruptedException {
            Generation current = machine.generations().standing().orElseThrow();
            var made =
                    machine.backups()
                            .make(
                                    current,
                                    List.of(
                                            current.release().program(),
                                            machine.getRelease(facts.get(Facts.TO_RELEASE))
                                                    .program()),
                                    reason,
                                    new SeenPages(machine).look(),
                                    progress);
            var found = new LinkedHashMap<String, String>();
            found.put(Facts.BACKUP_MADE, made.id());
            found.put("bytes", Long.toString(made.bytesWritten()));
            return found;
        }

        @Override
        public void undo(Facts facts) throws IOException {
            machine.backups().sweep();
        }
    }

    /** Takes the release out of the backup, as an archive like those of a channel. */
    record Extract(Machine machine) implements Step {
        @Override
        public String kind() {
            return "extract";
        }

        @Override
        public Map<String, String> prepare(Facts facts) {
            Path archive =
                    machine.layout().downloads().resolve(facts.get(Facts.BACKUP_ID) + ".tar.gz");
            return Map.of(Facts.ARCHIVE, archive.toString());
        }

        @Override
        public Map<String, String> perform(Facts facts, LongConsumer progress) throws IOException {
            Path archive = Path.of(facts.get(Facts.ARCHIVE));
            Files.createDirectories(machine.layout().downloads());
            BackupReader backup = backup(facts);
            // Found now, damage changes nothing; found later, editors would have waited for it.
            backup.check();
            backup.release(archive);
            return Map.of();
        }

        @Override
        public void undo(Facts facts) throws IOException {
            TargetSteps.removeDownload(machine, facts);
        }
    }

    /** Puts back settings where there are none; those of this machine are never replaced. */
    record Settings(Machine machine) implements Step {
        private static final String MADE = "settings.made";

        @Override
        public String kind() {
            return "settings";
        }

        @Override
        public Map<String, String> prepare(Facts facts) throws IOException {
            List<String> missing =
                    backup(facts).configuration().keySet().stream()
                            .filter(it -> isMissing(file(it)))
                            .toList();
            return Map.of(MADE, String.join("\n", missing));
        }

        @Override
        public Map<String, String> perform(Facts facts, LongConsumer progress) throws IOException {
            Map<String, byte[]> kept = backup(facts).configuration();
            for (String name : made(facts)) {
                Path file = file(name);
                Files.createDirectories(file.resolveSibling(""));
                AtomicFiles.write(
                        file, Objects.requireNonNull(kept.get(name)), EnvironmentTemplate.PRIVATE);
            }
            return Map.of();
        }

        @Override
        public void undo(Facts facts) throws IOException {
            for (String name : made(facts)) {
                AtomicFiles.delete(file(name));
            }
        }

        private static List<String> made(Facts facts) {
            return facts.get(MADE).lines().filter(it -> !it.isEmpty()).toList();
        }

        private Path file(String name) {
            return machine.layout().named(name);
        }

        private static boolean isMissing(Path file) {
            return !Files.exists(file, LinkOption.NOFOLLOW_LINKS);
        }
    }

    /** Puts the database together in the folder of the new generation's data. */
    record Database(Machine machine) implements Step {
        @Override
        public String kind() {
            return "database";
        }

        @Override
        public Map<String, String> prepare(Facts facts) throws IOException {
            return Map.of(Facts.DATA, machine.generations().newDataFolder().toString());
        }

        @Override
        public Map<String, String> perform(Facts facts, LongConsumer progress) throws IOException {
            Path folder = Path.of(facts.get(Facts.DATA));
            DataSteps.makeFolder(machine, folder);
            try (var target = ServerFolder.open(machine.layout(), folder)) {
                backup(facts).database(target, DataSteps.DATABASE);
            }
            DataSteps.sync(folder);
            return Map.of("bytes", Long.toString(Files.size(folder.resolve(DataSteps.DATABASE))));
        }

        @Override
        public void undo(Facts facts) throws IOException {
            DataSteps.removeData(machine, facts);
        }
    }

    /**
     * Puts back attachments that are missing here, and whole ones for damaged ones. Editors are
     * frozen out meanwhile, so that undoing takes away nothing that anybody has come to need.
     */
    record Attachments(Machine machine) implements Step {
        private static final String LIST = "attachments.list";

        @Override
        public String kind() {
            return "attachments";
        }

        @Override
        public Map<String, String> prepare(Facts facts) {
            Path list =
                    machine.layout()
                            .downloads()
                            .resolve(facts.get(Facts.BACKUP_ID) + ".attachments");
            return Map.of(LIST, list.toString());
        }

        @Override
        public Map<String, String> perform(Facts facts, LongConsumer progress) throws IOException {
            if (!Files.exists(list(facts))) {
                note(facts);
            }
            long added;
            try (var target = ServerFolder.open(machine.layout(), folder())) {
                added = backup(facts).attachments(target);
            }
            return Map.of("added", Long.toString(added));
        }

        /** Writes down what is missing, before anything of it is put there. */
        private void note(Facts facts) throws IOException {
            var missing = backup(facts).missingAttachments(folder());
            Files.createDirectories(machine.layout().downloads());
            AtomicFiles.write(
                    list(facts),
                    String.join("\n", missing).getBytes(StandardCharsets.US_ASCII),
                    PosixFilePermissions.fromString("rw-------"));
        }

        @Override
        public void undo(Facts facts) throws IOException {
            if (Files.exists(list(facts))) {
                var shelves = new TreeSet<Path>();
                for (String name : Files.readAllLines(list(facts))) {
                    Path shelf = folder().resolve(name.substring(0, 2));
                    if (Files.isDirectory(shelf, LinkOption.NOFOLLOW_LINKS)) {
                        try (var open = ServerFolder.open(machine.layout(), shelf)) {
                            open.delete(name);
                        }
                        shelves.add(shelf);
                    }
                }
                shelves.add(folder());
                for (Path shelf : shelves.reversed()) {
                    removeIfEmpty(shelf);
                }
            }
            removeList(facts);
        }

        private static Path list(Facts facts) {
            return Path.of(facts.get(LIST));
        }

        /** What is not undone any more needs no list of it. */
        static void removeList(Facts facts) throws IOException {
            if (facts.has(LIST)) {
                AtomicFiles.delete(list(facts));
            }
        }

        private static void removeIfEmpty(Path folder) throws IOException {
            try {
                Files.deleteIfExists(folder);
            } catch (DirectoryNotEmptyException e) {
                // Others' attachments are in it.
            }
        }

        private Path folder() {
            return machine.backups().attachments();
        }
    }
}

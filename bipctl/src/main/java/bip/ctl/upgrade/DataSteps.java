package bip.ctl.upgrade;

import bip.ctl.layout.ServerUser;
import bip.ctl.release.Generation;
import bip.ctl.release.InstalledRelease;
import bip.ctl.support.AtomicFiles;
import bip.ctl.support.CtlException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/** The steps that make the data of the new generation. The live database is only read. */
final class DataSteps {

    static final String DATABASE = "bip.db";

    private DataSteps() {}

    /** Editors cannot write from here to the thaw; readers notice nothing. */
    record Freeze(Machine machine, FreezeKeeper keeper, WriteWatch watch) implements Step {
        @Override
        public String kind() {
            return "freeze";
        }

        @Override
        public Map<String, String> perform(Facts facts, LongConsumer progress)
                throws IOException, InterruptedException {
            keeper.freeze();
            try {
                machine.awaitFrozen();
                watch.begin();
            } catch (CtlException | IOException e) {
                if (facts.kind() != OperationKind.RESTORE) {
                    throw e;
                }
                // A server on a broken database may answer nothing. It goes with its data.
            }
            return Map.of();
        }

        @Override
        public void undo(Facts facts) throws IOException {
            keeper.thaw();
        }
    }

    /** Makes the folder of the new generation's data, empty. */
    record Empty(Machine machine) implements Step {
        @Override
        public String kind() {
            return "data";
        }

        @Override
        public Map<String, String> prepare(Facts facts) throws IOException {
            return Map.of(Facts.DATA, machine.generations().newDataFolder().toString());
        }

        @Override
        public Map<String, String> perform(Facts facts, LongConsumer progress) throws IOException {
            makeFolder(machine, Path.of(facts.get(Facts.DATA)));
            return Map.of();
        }

        @Override
        public void undo(Facts facts) throws IOException {
            removeData(machine, facts);
        }
    }

    /**
     * Copies the database while the server runs on it.
     *
     * <p>The current release makes the copy: it is the one proved to work with this database on
     * this machine. When it cannot (a damaged release is a good reason to upgrade), the new one
     * does.
     */
    record Copy(Machine machine) implements Step {
        @Override
        public String kind() {
            return "copy";
        }

        @Override
        public Map<String, String> prepare(Facts facts) throws IOException {
            return Map.of(Facts.DATA, machine.generations().newDataFolder().toString());
        }

        @Override
        public Map<String, String> perform(Facts facts, LongConsumer progress)
                throws IOException, InterruptedException {
            Path folder = Path.of(facts.get(Facts.DATA));
            makeFolder(machine, folder);
            Generation current = machine.generations().standing().orElseThrow();
            InstalledRelease next = machine.getRelease(facts.get(Facts.TO_RELEASE));
            var copy =
                    machine.program()
                            .snapshot(
                                    List.of(current.release().program(), next.program()),
                                    current.database(),
                                    folder.resolve(DATABASE),
                                    false);
            var found = new LinkedHashMap<String, String>();
            found.put("bytes", Long.toString(copy.bytes()));
            found.put("sha256", copy.sha256());
            return found;
        }

        @Override
        public void undo(Facts facts) throws IOException {
            removeData(machine, facts);
        }
    }

    /** The new release brings its own copy to its schema; the file is on the disk after it. */
    record Migrate(Machine machine) implements Step {
        @Override
        public String kind() {
            return "migrate";
        }

        @Override
        public Map<String, String> perform(Facts facts, LongConsumer progress)
                throws IOException, InterruptedException {
            Path folder = Path.of(facts.get(Facts.DATA));
            var release = machine.getRelease(facts.get(Facts.TO_RELEASE));
            var migration =
                    machine.program()
                            .migrate(
                                    release.program(),
                                    folder.resolve(DATABASE),
                                    limit(facts),
                                    _ -> {});
            sync(folder);
            var found = new LinkedHashMap<String, String>();
            found.put("schema.from", Integer.toString(migration.from()));
            found.put("schema.to", Integer.toString(migration.to()));
            found.put("millis", Long.toString(migration.millis()));
            return found;
        }

        /**
         * Editors wait, so it may not take for ever: ten times what it took when it was rehearsed
         * on the same data, and never less than a minute.
         */
        private Duration limit(Facts facts) {
            Duration longest = machine.migrationLimit().get();
            Duration patience =
                    facts.find(RehearsalSteps.MIGRATION_MILLIS)
                            .map(it -> Duration.ofMillis(10 * Long.parseLong(it)).plusMinutes(1))
                            .orElse(longest);
            return patience.compareTo(longest) < 0 ? patience : longest;
        }
    }

    /** The database of then that comes back; empty when today's is taken. */
    static Optional<Path> restored(Facts facts) {
        return facts.find(Facts.RESTORED_DATA).map(it -> Path.of(it).resolve(DATABASE));
    }

    /** Nobody but the server may see it. */
    static void makeFolder(Machine machine, Path folder) throws IOException {
        AtomicFiles.deleteTree(folder);
        Files.createDirectory(
                folder,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        ServerUser.own(machine.layout(), folder);
        AtomicFiles.syncFolder(machine.layout().data());
    }

    /** A power cut right after the switch must find the whole database. */
    static void sync(Path folder) throws IOException {
        List<Path> files;
        try (var list = Files.list(folder)) {
            files = list.toList();
        }
        for (Path file : files) {
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
        AtomicFiles.syncFolder(folder);
        AtomicFiles.syncFolder(folder.resolveSibling(""));
    }

    /** Never the data of the current generation, whatever the facts say. */
    static void removeData(Machine machine, Facts facts) throws IOException {
        Path folder = Path.of(facts.get(Facts.DATA));
        var current = machine.findStanding();
        if (current.isPresent() && current.get().data().equals(folder)) {
            throw new IOException(folder + " is the data of the current generation");
        }
        if (!machine.layout().data().equals(folder.getParent())) {
            throw new IOException(folder + " is not in " + machine.layout().data());
        }
        AtomicFiles.deleteTree(folder);
    }
}

package bip.ctl.upgrade;

import bip.ctl.layout.ServerUser;
import bip.ctl.release.Generation;
import bip.ctl.release.InstalledRelease;
import bip.ctl.service.ServerProgram;
import bip.ctl.support.AtomicFiles;
import bip.ctl.support.CtlException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** The steps that make the data of the new generation. The live database is only read. */
final class DataSteps {

    private static final String DATABASE = "bip.db";

    private DataSteps() {}

    /** Editors cannot write from here to the thaw; readers notice nothing. */
    record Freeze(FreezeKeeper keeper) implements Step {
        @Override
        public String kind() {
            return "freeze";
        }

        @Override
        public Map<String, String> perform(Facts facts, LongConsumer progress) throws IOException {
            keeper.freeze();
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
     * does: the copy is SQLite's own, page by page, and depends on no schema.
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
            Generation current = machine.generations().current().orElseThrow();
            var copy = copy(facts, current, folder.resolve(DATABASE));
            var found = new LinkedHashMap<String, String>();
            found.put("bytes", Long.toString(copy.bytes()));
            found.put("sha256", copy.sha256());
            return found;
        }

        private ServerProgram.Snapshot copy(Facts facts, Generation current, Path target)
                throws IOException, InterruptedException {
            try {
                return machine.program()
                        .snapshot(current.release().program(), current.database(), target);
            } catch (CtlException fromCurrent) {
                InstalledRelease next = machine.getRelease(facts.get(Facts.TO_RELEASE));
                Files.deleteIfExists(target);
                try {
                    return machine.program().snapshot(next.program(), current.database(), target);
                } catch (CtlException fromNext) {
                    fromNext.addSuppressed(fromCurrent);
                    throw fromNext;
                }
            }
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
                    machine.program().migrate(release.program(), folder.resolve(DATABASE), _ -> {});
            sync(folder);
            var found = new LinkedHashMap<String, String>();
            found.put("schema.from", Integer.toString(migration.from()));
            found.put("schema.to", Integer.toString(migration.to()));
            found.put("millis", Long.toString(migration.millis()));
            return found;
        }
    }

    /** Nobody but the server may see it. */
    private static void makeFolder(Machine machine, Path folder) throws IOException {
        AtomicFiles.deleteTree(folder);
        Files.createDirectory(
                folder,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        ServerUser.own(machine.layout(), folder);
        AtomicFiles.syncFolder(machine.layout().data());
    }

    /** A power cut right after the switch must find the whole database. */
    private static void sync(Path folder) throws IOException {
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
    private static void removeData(Machine machine, Facts facts) throws IOException {
        Path folder = Path.of(facts.get(Facts.DATA));
        var current = machine.generations().current();
        if (current.isPresent() && current.get().data().equals(folder)) {
            throw new IOException(folder + " is the data of the current generation");
        }
        if (!machine.layout().data().equals(folder.getParent())) {
            throw new IOException(folder + " is not in " + machine.layout().data());
        }
        AtomicFiles.deleteTree(folder);
    }
}

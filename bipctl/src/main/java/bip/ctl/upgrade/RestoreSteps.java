package bip.ctl.upgrade;

import bip.ctl.release.Generation;
import bip.ctl.service.ServerProgram;
import bip.ctl.support.CtlException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** The steps that bring data of then back, and that let go of generations that nobody needs. */
final class RestoreSteps {

    private RestoreSteps() {}

    /**
     * Copies the database of a kept generation, which stays as it is.
     *
     * <p>The release that comes back makes the copy: it ran on that database. When it cannot, the
     * current one does.
     */
    record Restore(Machine machine) implements Step {
        @Override
        public String kind() {
            return "restore";
        }

        @Override
        public Map<String, String> prepare(Facts facts) throws IOException {
            return Map.of(Facts.DATA, machine.generations().newDataFolder().toString());
        }

        @Override
        public Map<String, String> perform(Facts facts, LongConsumer progress)
                throws IOException, InterruptedException {
            Path folder = Path.of(facts.get(Facts.DATA));
            Path kept = DataSteps.restored(facts).orElseThrow();
            Generation current = machine.generations().standing().orElseThrow();
            DataSteps.makeFolder(machine, folder);
            var copy =
                    machine.program()
                            .snapshot(
                                    List.of(
                                            machine.getRelease(facts.get(Facts.TO_RELEASE))
                                                    .program(),
                                            current.release().program()),
                                    kept,
                                    folder.resolve(DataSteps.DATABASE),
                                    false);
            DataSteps.sync(folder);
            var found = new LinkedHashMap<String, String>();
            found.put("bytes", Long.toString(copy.bytes()));
            found.put("sha256", copy.sha256());
            found.putAll(lost(facts, kept, current));
            return found;
        }

        /** Nothing is written from the freeze on, so this is what is lost in the end. */
        private Map<String, String> lost(Facts facts, Path kept, Generation current)
                throws IOException, InterruptedException {
            if (!facts.has(Facts.LOST_EDITS)) {
                return Map.of();
            }
            try {
                var changes =
                        machine.program()
                                .changes(current.release().program(), current.database(), kept);
                return lost(changes, changes.edits() - Long.parseLong(facts.get(Facts.LOST_EDITS)));
            } catch (CtlException e) {
                // It could tell before, and the person has agreed; this is for the history only.
                return Map.of();
            }
        }

        private static Map<String, String> lost(ServerProgram.Changes changes, long more) {
            var found = new LinkedHashMap<String, String>();
            found.put(Facts.LOST_EDITS, Long.toString(changes.edits()));
            found.put("lost.pages", Long.toString(changes.pages()));
            if (more > 0) {
                found.put(Engine.WARNING, Long.toString(more));
            }
            return found;
        }

        @Override
        public void undo(Facts facts) throws IOException {
            DataSteps.removeData(machine, facts);
        }
    }

    /** Removes what is kept no longer. Too much on the disk is no reason to fail. */
    record Collect(Machine machine) implements Step {
        @Override
        public String kind() {
            return "collect";
        }

        @Override
        public Map<String, String> perform(Facts facts, LongConsumer progress) {
            try {
                var retention = new Retention(machine);
                var verdict = retention.decide();
                retention.carryOut(verdict);
                return Map.of("collected", Integer.toString(verdict.removed().size()));
            } catch (IOException | RuntimeException e) {
                return Map.of(Engine.WARNING, String.valueOf(e.getMessage()));
            }
        }
    }
}

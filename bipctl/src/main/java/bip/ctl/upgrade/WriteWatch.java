package bip.ctl.upgrade;

import bip.ctl.database.DatabaseMark;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that nobody writes to the database that was copied: from the freeze to the thaw it is
 * looked at before each step, and at the end. A write that went by the freeze would be in no copy.
 */
final class WriteWatch {

    private final Machine machine;
    private final FreezeKeeper keeper;
    private @Nullable Path database;
    private @Nullable DatabaseMark mark;

    WriteWatch(Machine machine, FreezeKeeper keeper) {
        this.machine = machine;
        this.keeper = keeper;
    }

    /** Notes what the current database holds. */
    void begin() throws IOException {
        Path current = machine.generations().standing().orElseThrow().database();
        if (!Files.exists(current)) {
            // Nobody writes to what is lost.
            return;
        }
        mark = DatabaseMark.take(current);
        database = current;
    }

    /**
     * Makes sure that it still holds that; does nothing where nothing is watched.
     *
     * @throws CtlException U175 if it does not; U190 if the freeze had ended before
     */
    void check() throws IOException {
        if (mark != null && database != null && !mark.stillHolds(database)) {
            throw new CtlException(keeper.hasLapsed() ? ErrorCode.U190 : ErrorCode.U175, database);
        }
    }

    /** {@code step}, with a look before it. */
    Step before(Step step) {
        return new Watched(step, this);
    }

    private record Watched(Step step, WriteWatch watch) implements Step {
        @Override
        public String kind() {
            return step.kind();
        }

        @Override
        public Map<String, String> prepare(Facts facts) throws IOException, InterruptedException {
            watch.check();
            return step.prepare(facts);
        }

        @Override
        public Map<String, String> perform(Facts facts, LongConsumer progress)
                throws IOException, InterruptedException {
            return step.perform(facts, progress);
        }

        @Override
        public void undo(Facts facts) throws IOException, InterruptedException {
            step.undo(facts);
        }
    }
}

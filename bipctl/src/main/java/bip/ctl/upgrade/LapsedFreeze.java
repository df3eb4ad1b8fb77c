package bip.ctl.upgrade;

import bip.ctl.database.DatabaseMark;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What an operation that was cut short between switch and thaw may have let through: nobody renewed
 * the freeze, it ended by itself, and editors saved on the new generation. Undoing would lose what
 * they were told is saved, so such an operation is finished. Without that, it is undone.
 */
record LapsedFreeze(Machine machine, FreezeKeeper keeper) {

    /** The fact that tells what the new database held at the switch. */
    static final String MARK = "switched.mark";

    /** Notes what {@code database} holds, which nobody has open yet. */
    static String mark(Path database) throws IOException {
        return DatabaseMark.take(database).text();
    }

    /** Freezes anew, and looks whether the new database was written to since the switch. */
    boolean letWritesThrough(Facts facts) throws IOException, InterruptedException {
        if (!facts.has(MARK) || !isCurrent(facts.get(Facts.GENERATION))) {
            return false;
        }
        keeper.freeze();
        machine.awaitFrozen();
        Path database = Path.of(facts.get(Facts.DATA)).resolve(DataSteps.DATABASE);
        return !DatabaseMark.take(database).text().equals(facts.get(MARK));
    }

    private boolean isCurrent(String generation) throws IOException {
        return machine.generations()
                .standing()
                .filter(it -> Integer.toString(it.number()).equals(generation))
                .isPresent();
    }
}

package bip.ctl.upgrade;

import java.io.IOException;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * One reversible act of an operation.
 *
 * <p>The engine writes what {@link #prepare} decided to the journal before {@link #perform} and
 * what that found out after it; after a crash it undoes from these facts alone. So {@code undo} may
 * run after none, a part or all of {@code perform}, and more than once.
 */
interface Step {

    /** Stable name in the journal. Renaming it breaks recovery of older journals. */
    String kind();

    /** Decides what undoing will need to know. Touches nothing. */
    default Map<String, String> prepare(Facts facts) throws IOException, InterruptedException {
        return Map.of();
    }

    /**
     * Does it.
     *
     * @param progress told the bytes so far, where there is something to count
     * @return what later steps and the history want to know
     */
    Map<String, String> perform(Facts facts, LongConsumer progress)
            throws IOException, InterruptedException;

    /** Puts back what {@link #perform} changed; does nothing if nothing changed. */
    default void undo(Facts facts) throws IOException, InterruptedException {}
}

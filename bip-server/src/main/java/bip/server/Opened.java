package bip.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What was opened, closed in reverse; a failure to close one keeps none of the others open. */
final class Opened implements AutoCloseable {
    private final Deque<AutoCloseable> things = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T thing) {
        things.push(thing);
        return thing;
    }

    /**
     * Closes everything.
     *
     * @throws IllegalStateException if something did not close; all failures are in it
     */
    @Override
    public void close() {
        IllegalStateException failure = null;
        while (!things.isEmpty()) {
            failure = close(things.pop(), failure);
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static @Nullable IllegalStateException close(
            AutoCloseable thing, @Nullable IllegalStateException failure) {
        try {
            thing.close();
            return failure;
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            IllegalStateException kept =
                    failure == null ? new IllegalStateException("not all was closed") : failure;
            kept.addSuppressed(e);
            return kept;
        }
    }
}

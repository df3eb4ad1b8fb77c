package bip.ctl.service;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs an act to its end although its thread is interrupted meanwhile. A server that was asked to
 * end goes on answering for a moment, and one that was just launched has no record yet: whoever
 * undid things in between would take the one for running and start beside the other.
 */
final class Whole {

    private Whole() {}

    interface Act {
        void run() throws IOException, InterruptedException;
    }

    /** Runs {@code act}; an interrupt that came meanwhile stands again afterwards. */
    static void run(Act act) throws IOException {
        var task =
                new FutureTask<Boolean>(() -> {
                    act.run();
                    return true;
                });
        Thread.ofPlatform().name("service").start(task);
        boolean isInterrupted = false;
        try {
            while (!isDone(task)) {
                isInterrupted = true;
            }
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits; false when it was interrupted. */
    private static boolean isDone(FutureTask<Boolean> task) throws IOException {
        try {
            return task.get();
        } catch (InterruptedException e) {
            return false;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException cause -> throw cause;
                case RuntimeException cause -> throw cause;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}

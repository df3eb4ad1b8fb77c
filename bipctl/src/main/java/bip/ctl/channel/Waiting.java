package bip.ctl.channel;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Waits for the network so that a person can stop it at once: a socket's read takes no notice of an
 * interrupt, but on a virtual thread it does.
 */
final class Waiting {

    private Waiting() {}

    /**
     * Does {@code act} on a thread of its own and waits for it.
     *
     * @throws InterruptedIOException if this thread is interrupted; it stays marked so, and the act
     *     is ended
     */
    static <T> T on(Callable<T> act) throws IOException {
        return result(begin(act));
    }

    /** Begins {@code act} on a thread of its own; whoever no longer wants it cancels it. */
    static <T> FutureTask<T> begin(Callable<T> act) {
        var task = new FutureTask<T>(act);
        Thread.ofVirtual().start(task);
        return task;
    }

    /** Waits for what was begun, as {@link #on} does. */
    static <T> T result(FutureTask<T> task) throws IOException {
        try {
            return task.get();
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            var stopped = new InterruptedIOException("stopped on request");
            stopped.initCause(e);
            throw stopped;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failure -> throw failure;
                case RuntimeException failure -> throw failure;
                case null, default -> throw new IOException(e);
            }
        }
    }
}

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
        var task = new FutureTask<T>(act);
        Thread thread = Thread.ofVirtual().start(task);
        try {
            return task.get();
        } catch (InterruptedException e) {
            thread.interrupt();
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

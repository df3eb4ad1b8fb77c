package bip.ctl.support;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Acts done in their order on a thread of its own, while the caller prepares the next ones. After
 * the first that fails none is done any more.
 *
 * <p>Used where an archive is brought and unpacked: reading and decompressing is half of that work,
 * hashing and writing the other half, and most machines have two processors.
 */
public final class WriteBehind implements AutoCloseable {

    /** So that neither waits for the other at each buffer. */
    private static final int BUFFERS = 8;

    private static final int BUFFER_BYTES = 64 << 10;

    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(BUFFERS);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("write-behind").factory());

    /**
     * Of the caller's thread alone. Made when asked for: who only waits for the disk needs none.
     */
    private int made;

    /** What is done. */
    public interface Act {
        void perform() throws IOException;
    }

    /** An act that takes what is in a buffer. */
    public interface Taking {
        void take(byte[] buffer, int count) throws IOException;
    }

    /**
     * A buffer to be filled, for {@link #take} or {@link #putBack}; waits until one is free.
     *
     * @throws IOException that of an act before, if one failed
     */
    public byte[] buffer() throws IOException {
        throwFailure();
        if (free.isEmpty() && made < BUFFERS) {
            made++;
            return new byte[BUFFER_BYTES];
        }
        try {
            return free.take();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    public void putBack(byte[] buffer) {
        free.add(buffer);
    }

    /** Lets {@code act} have what is in {@code buffer}, which is free again afterwards. */
    public void take(byte[] buffer, int count, Taking act) {
        thread.execute(() -> {
            perform(() -> act.take(buffer, count));
            putBack(buffer);
        });
    }

    public void then(Act act) {
        thread.execute(() -> perform(act));
    }

    /** Also when an act before it failed. */
    public void inAnyCase(Act act) {
        thread.execute(() -> attempt(act));
    }

    private void perform(Act act) {
        if (failure.get() == null) {
            attempt(act);
        }
    }

    private void attempt(Act act) {
        try {
            act.perform();
        } catch (Throwable e) {
            // Whatever it is, the caller gets it as if it had done the act itself.
            failure.compareAndSet(null, e);
        }
    }

    /**
     * Waits for all acts.
     *
     * @throws IOException that of the act that failed, if one did
     */
    public void finish() throws IOException {
        try {
            thread.submit(() -> {}).get();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        throwFailure();
    }

    private void throwFailure() throws IOException {
        switch (failure.get()) {
            case null -> {}
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    /** As a channel answers whose thread is interrupted. */
    private static ClosedByInterruptException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        var closed = new ClosedByInterruptException();
        closed.initCause(cause);
        return closed;
    }

    /** Waits until nothing is written any more; after an interruption, no longer than it must. */
    @Override
    public void close() {
        thread.close();
    }
}

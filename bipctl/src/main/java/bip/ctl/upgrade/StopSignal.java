package bip.ctl.upgrade;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A person's wish to stop. A step that can be undone is interrupted; undoing and finishing never
 * are.
 */
public final class StopSignal {

    /** More than a signal takes from the kernel to its handler, on a busy machine too. */
    private static final Duration UNDER_WAY = Duration.ofMillis(200);

    private boolean requested;
    private @Nullable Thread interruptible;

    /** Asks the running operation to stop and undo; called from a signal's thread. */
    public synchronized void request() {
        requested = true;
        notifyAll();
        if (interruptible != null) {
            interruptible.interrupt();
        }
    }

    public synchronized boolean isRequested() {
        return requested;
    }

    /**
     * Whether stopping was asked, or is asked in this moment. A terminal gives its signal to a
     * program and all that it started at once: a child that ended of it may be noticed first.
     */
    synchronized boolean isBehindAFailure() {
        long end = System.nanoTime() + UNDER_WAY.toNanos();
        try {
            while (!requested && end > System.nanoTime()) {
                wait(Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return requested;
    }

    /**
     * From now on the calling thread may be interrupted.
     *
     * @throws InterruptedException if stopping was asked already
     */
    synchronized void enter() throws InterruptedException {
        if (requested) {
            throw new InterruptedException("stopped on request");
        }
        interruptible = Thread.currentThread();
    }

    /** From now on it is not; an interrupt that was on its way is taken off. */
    synchronized void leave() {
        interruptible = null;
        if (requested) {
            // What follows is the undo, which must not be cut short.
            Thread.interrupted();
        }
    }
}

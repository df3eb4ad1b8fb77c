package bip.ctl.upgrade;

import org.jspecify.annotations.Nullable;

/**
 * A person's wish to stop. A step that can be undone is interrupted; undoing and finishing never
 * are.
 */
public final class StopSignal {

    private boolean requested;
    private @Nullable Thread interruptible;

    /** Asks the running operation to stop and undo; called from a signal's thread. */
    public synchronized void request() {
        requested = true;
        if (interruptible != null) {
            interruptible.interrupt();
        }
    }

    public synchronized boolean isRequested() {
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

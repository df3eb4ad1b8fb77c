package bip.server.web;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts the requests that have begun and not ended. */
final class InFlight {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int count;

    void begin() {
        change(1);
    }

    void end() {
        change(-1);
    }

    /**
     * Waits until none is left.
     *
     * @return whether none is left; false when {@code bound} was over first
     */
    boolean awaitNone(Duration bound) throws InterruptedException {
        long left = bound.toNanos();
        lock.lock();
        try {
            while (count > 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
            return count == 0;
        } finally {
            lock.unlock();
        }
    }

    private void change(int by) {
        lock.lock();
        try {
            count += by;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}

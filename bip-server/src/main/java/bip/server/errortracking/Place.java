package bip.server.errortracking;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** A place that a report holds; freed once, however often its end is told. */
final class Place {
    private final Semaphore places;
    private final AtomicBoolean isFree = new AtomicBoolean();

    Place(Semaphore places) {
        this.places = places;
    }

    void free() {
        if (isFree.compareAndSet(false, true)) {
            places.release();
        }
    }
}

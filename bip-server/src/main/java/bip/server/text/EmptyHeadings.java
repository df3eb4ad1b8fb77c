package bip.server.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Holds back what comes from the opening of a heading on, until something in it can be seen. When
 * nothing can, all of it is dropped: a screen reader would announce a heading that is none. Serves
 * one document, in one thread.
 */
final class EmptyHeadings {

    private final List<Runnable> held = new ArrayList<>();
    private int depth;

    /** A heading opens; whatever comes from here on is held. */
    void opened() {
        depth++;
    }

    /**
     * Keeps {@code event} when a heading is held back.
     *
     * @return whether it was kept; otherwise the caller lets it happen
     */
    boolean holds(Runnable event) {
        return depth > 0 && held.add(event);
    }

    /** The heading that is held back closes: it was empty. */
    void closed() {
        if (depth > 0 && --depth == 0) {
            held.clear();
        }
    }

    /** Something to be seen comes: what was held happens now. */
    void release() {
        depth = 0;
        List<Runnable> coming = List.copyOf(held);
        held.clear();
        coming.forEach(Runnable::run);
    }
}

package bip.server.text;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Gives headings levels that begin at 2 and never skip one, keeping who stands under whom. WCAG
 * 1.3.1; a page of 2012 may begin with h4 and jump.
 */
final class OutlineRepair {

    private static final int FIRST = 2;

    /** Levels as written, of the headings that the next one may stand under. */
    private final Deque<Integer> above = new ArrayDeque<>();

    /** The level for the next heading, which was written as {@code written}. */
    int levelFor(int written) {
        while (!above.isEmpty() && above.peek() >= written) {
            above.pop();
        }
        above.push(written);
        return FIRST + above.size() - 1;
    }
}

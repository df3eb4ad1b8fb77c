package bip.ctl.probe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a number of pages looked at one time.
 *
 * @param looks by path, in the order in which they were asked
 */
public record PageSample(Map<String, PageLook> looks) {

    public static final PageSample NONE = new PageSample(Map.of());

    public PageSample {
        looks = Collections.unmodifiableMap(new LinkedHashMap<>(looks));
    }

    /**
     * A page that changed between two samples.
     *
     * @param path of the page
     */
    public record Change(String path, PageLook before, PageLook after) {

        private static final int NOT_FOUND = 404;
        private static final String SEARCH = "/szukaj?";

        /**
         * A reader is worse off, or sees what was withdrawn. A page that came up where there was
         * none is not broken, and one of search results only when the server fails: how many there
         * are depends on an index that may still be in the making.
         */
        public boolean isBroken() {
            boolean mayVanish = before.status() == NOT_FOUND || path.startsWith(SEARCH);
            return before.status() != after.status() && (!mayVanish || isFailure());
        }

        /** It fails now and did not. */
        public boolean isFailure() {
            return after.isServersFault() && !before.isServersFault();
        }

        public boolean isOfTitle() {
            return before.isFound()
                    && !path.startsWith(SEARCH)
                    && !before.title().equals(after.title());
        }

        boolean isOfText() {
            return !path.contains("?") && before.textSum() != after.textSum();
        }

        /** For people: {@code /strona/statut: 200 -> 404}. */
        @Override
        public String toString() {
            return before.status() != after.status()
                    ? path + ": " + before.status() + " -> " + after.status()
                    : path + ": \"" + before.title() + "\" -> \"" + after.title() + "\"";
        }
    }

    /** What looks different in {@code later}, of the pages that are in both. */
    public List<Change> changesTo(PageSample later) {
        var changes = new ArrayList<Change>();
        looks.forEach((path, before) -> {
            PageLook after = later.looks.get(path);
            // Nobody answered then: that says nothing of the pages.
            if (after != null && before.status() != 0) {
                var change = new Change(path, before, after);
                if (change.isBroken() || change.isOfTitle() || change.isOfText()) {
                    changes.add(change);
                }
            }
        });
        return List.copyOf(changes);
    }

    /** Those of these pages whose look is the same in {@code other}. */
    public PageSample unchangedIn(PageSample other) {
        var same = new LinkedHashMap<>(looks);
        same.entrySet().removeIf(it -> !it.getValue().equals(other.looks.get(it.getKey())));
        return new PageSample(same);
    }

    public int size() {
        return looks.size();
    }
}

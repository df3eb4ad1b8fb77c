package bip.server.search;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pages that could not be put into the index. Each is tried again only when it has changed, so that
 * one page does not keep the others from being found. Says which page, never what stands in it: an
 * exception of Lucene's quotes the text. Safe for all threads.
 */
final class LeftOutPages {
    private static final Logger log = LoggerFactory.getLogger(LeftOutPages.class);

    /** So many are named to the administrator; more say nothing more. */
    private static final int NAMED = 5;

    private final Map<Long, String> stamps = new ConcurrentHashMap<>();

    /** Leaves a page out in the state that {@code stamp} tells. */
    void add(long id, String stamp, Throwable failure) {
        if (stamps.put(id, stamp) == null) {
            log.warn(
                    "page {} is left out of search: it cannot be indexed ({})",
                    id,
                    failure.getClass().getName());
        }
    }

    /** It is in the index now. */
    void forget(long id) {
        stamps.remove(id);
    }

    /** Others are no longer published. */
    void keepOnly(Set<Long> published) {
        stamps.keySet().retainAll(published);
    }

    /** This very state of the page was tried already. */
    boolean has(long id, String stamp) {
        return stamp.equals(stamps.get(id));
    }

    /** For the administrator; empty when none is left out. */
    String trouble() {
        Set<Long> ids = Set.copyOf(stamps.keySet());
        if (ids.isEmpty()) {
            return "";
        }
        String named =
                ids.stream()
                        .sorted()
                        .limit(NAMED)
                        .map(String::valueOf)
                        .collect(Collectors.joining(", "));
        return "pages left out, because they cannot be indexed: "
                + named
                + (ids.size() > NAMED ? " and " + (ids.size() - NAMED) + " more" : "");
    }
}

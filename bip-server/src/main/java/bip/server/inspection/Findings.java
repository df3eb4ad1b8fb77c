package bip.server.inspection;

import bip.server.database.DatabaseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What an inspection found: all of it counted, and the first of each kind named, so that the
 * document stays small however much is wrong.
 */
final class Findings {
    /** Of one kind; with names of 255 bytes all kinds together stay below 1 MiB. */
    static final int MOST_NAMED = 100;

    private final Map<String, Long> counts = new TreeMap<>();
    private final List<Finding> named = new ArrayList<>();

    void add(FindingKind kind, String subject, String detail) {
        add(Finding.of(kind, subject, detail));
    }

    void add(Finding finding) {
        if (counts.merge(finding.kind().word(), 1L, Long::sum) <= MOST_NAMED) {
            named.add(finding);
        }
    }

    /** Counts some more of a kind whose first ones were added. */
    void addUnnamed(FindingKind kind, long more) {
        if (more > 0) {
            counts.merge(kind.word(), more, Long::sum);
        }
    }

    /**
     * What {@code look} sees; damage that it meets is a finding about {@code what}, and no failure.
     *
     * @return empty after damage
     */
    <T> Optional<T> look(String what, Supplier<T> look) {
        try {
            return Optional.of(look.get());
        } catch (DatabaseException e) {
            add(FindingKind.UNREADABLE, what, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** How many there are of each kind that there is. */
    Map<String, Long> counts() {
        return counts;
    }

    /** In the order of finding, at most {@link #MOST_NAMED} of each kind. */
    List<Finding> named() {
        return named;
    }
}

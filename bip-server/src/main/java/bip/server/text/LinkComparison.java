package bip.server.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Which addresses of links and pictures differ between two texts. Words compared alone hide them:
 * the same words may lead to another form, and that is a change of content (art. 8 ust. 6 pkt 5).
 *
 * <p>Links are matched by their words, those of the same words in their order. A link whose words
 * changed but not its address is left out: comparing the words shows it. The work grows with the
 * number of links and no faster.
 */
public final class LinkComparison {
    private LinkComparison() {}

    /** The links of {@code before} that changed or are gone, then those that {@code after} adds. */
    public static List<Change> of(List<Link> before, List<Link> after) {
        Map<Seen, List<String>> old = byWords(before);
        Map<Seen, List<String>> young = byWords(after);
        var changed = new ArrayList<Change>();
        var removed = new ArrayList<Change>();
        var added = new ArrayList<Change>();
        old.forEach((seen, addresses) -> {
            List<String> now = young.getOrDefault(seen, List.of());
            if (addresses.size() == now.size()) {
                pair(seen, addresses, now, changed, removed, added);
            } else {
                pair(
                        seen,
                        without(addresses, now),
                        without(now, addresses),
                        changed,
                        removed,
                        added);
            }
        });
        young.forEach((seen, addresses) -> {
            if (!old.containsKey(seen)) {
                pair(seen, List.of(), addresses, changed, removed, added);
            }
        });
        changed.addAll(lacking(removed, added, Change::before, Change::after));
        changed.addAll(lacking(added, removed, Change::after, Change::before));
        return changed;
    }

    private static Map<Seen, List<String>> byWords(List<Link> links) {
        Map<Seen, List<String>> found = new LinkedHashMap<>();
        for (Link link : links) {
            found.computeIfAbsent(new Seen(link.picture(), link.words()), _ -> new ArrayList<>())
                    .add(link.address());
        }
        return found;
    }

    private static void pair(
            Seen seen,
            List<String> before,
            List<String> after,
            List<Change> changed,
            List<Change> removed,
            List<Change> added) {
        for (int index = 0; index < Math.max(before.size(), after.size()); index++) {
            String from = index < before.size() ? before.get(index) : "";
            String to = index < after.size() ? after.get(index) : "";
            var change = new Change(seen.picture(), seen.words(), from, to);
            if (to.isEmpty()) {
                removed.add(change);
            } else if (from.isEmpty()) {
                added.add(change);
            } else if (!from.equals(to)) {
                changed.add(change);
            }
        }
    }

    /** What stands in {@code all} more often than in {@code others}. */
    private static List<String> without(List<String> all, List<String> others) {
        Map<String, Integer> left = new HashMap<>();
        others.forEach(address -> left.merge(address, 1, Integer::sum));
        return all.stream().filter(address -> !isTaken(left, address)).toList();
    }

    /** Those of {@code some} to whose address nothing in {@code others} led or leads as well. */
    private static List<Change> lacking(
            List<Change> some,
            List<Change> others,
            Function<Change, String> address,
            Function<Change, String> otherAddress) {
        Map<Seen, Integer> left = new HashMap<>();
        others.forEach(change ->
                left.merge(
                        new Seen(change.picture(), otherAddress.apply(change)), 1, Integer::sum));
        return some.stream()
                .filter(change -> !isTaken(left, new Seen(change.picture(), address.apply(change))))
                .toList();
    }

    private static <T> boolean isTaken(Map<T, Integer> left, T one) {
        int count = left.getOrDefault(one, 0);
        left.put(one, Math.max(0, count - 1));
        return count > 0;
    }

    private record Seen(boolean picture, String words) {}

    /**
     * One link or picture that differs.
     *
     * @param words of the link, or the description of the picture; may be empty
     * @param before empty when it is new
     * @param after empty when it is gone
     */
    public record Change(boolean picture, String words, String before, String after) {}
}

package bip.server.section;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The whole subject menu as it stood at one moment. */
public final class SectionTree {

    /** Parent of those at the top. */
    private static final long NONE = 0;

    private final Map<Long, Section> byId;
    private final Map<Long, List<Section>> byParent;

    SectionTree(List<Section> sections) {
        byId = sections.stream().collect(Collectors.toMap(Section::id, section -> section));
        byParent =
                sections.stream()
                        .collect(Collectors.groupingBy(section -> keyOf(section.parentId())));
    }

    /** Sections at the top, in the editors' order. */
    public List<Section> top() {
        return byParent.getOrDefault(NONE, List.of());
    }

    /** Sections right under {@code section}, in the editors' order. */
    public List<Section> childrenOf(Section section) {
        return byParent.getOrDefault(section.id(), List.of());
    }

    public Optional<Section> find(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The way from the top down to the section {@code id}, which is the last; empty without it. */
    public List<Section> trail(long id) {
        Deque<Section> trail = new ArrayDeque<>();
        Section at = byId.get(id);
        while (at != null) {
            trail.addFirst(at);
            at = at.parentId() == null ? null : byId.get(at.parentId());
        }
        return List.copyOf(trail);
    }

    /**
     * For each section, the pages in it and in all under it.
     *
     * @param own pages of each section itself, by its id
     */
    Map<Long, Integer> sums(Map<Long, Integer> own) {
        Map<Long, Integer> sums = new HashMap<>();
        top().forEach(section -> sum(section, own, sums));
        return Map.copyOf(sums);
    }

    private int sum(Section section, Map<Long, Integer> own, Map<Long, Integer> sums) {
        int sum =
                own.getOrDefault(section.id(), 0)
                        + childrenOf(section).stream()
                                .mapToInt(child -> sum(child, own, sums))
                                .sum();
        sums.put(section.id(), sum);
        return sum;
    }

    /** Levels of the menu from {@code section} down, at least 1. */
    int heightOf(Section section) {
        return 1 + childrenOf(section).stream().mapToInt(this::heightOf).max().orElse(0);
    }

    private static long keyOf(@Nullable Long parentId) {
        return parentId == null ? NONE : parentId;
    }
}

package bip.server.legacyimport;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where pages are put in the subject menu, which biuletyn-bip did not have: by their labels, and a
 * page of its menu that has none of these by its title, where a section is called the same.
 */
final class SectionPlaces {

    private final Map<Long, Long> byPage;

    private SectionPlaces(Map<Long, Long> byPage) {
        this.byPage = Map.copyOf(byPage);
    }

    /**
     * The places of all pages of {@code source}.
     *
     * @param wanted address of a section by name or address of a label; of a page with several, the
     *     first counts. Without any, no page is put anywhere.
     * @throws ImportException if there is no such label or section
     */
    static SectionPlaces of(
            LegacyBulletin source, Map<String, String> wanted, ImportMapper mapper) {
        if (wanted.isEmpty()) {
            return new SectionPlaces(Map.of());
        }
        Map<Long, Long> byLabel = new LinkedHashMap<>();
        wanted.forEach((label, section) ->
                byLabel.putIfAbsent(labelOf(source, label), sectionOf(mapper, section)));
        Map<Long, Set<Long>> labels =
                source.pageLabels().stream()
                        .collect(
                                Collectors.groupingBy(
                                        LegacyBulletin.PageLabel::page,
                                        Collectors.mapping(
                                                LegacyBulletin.PageLabel::label,
                                                Collectors.toSet())));
        Map<Long, Long> byPage = new HashMap<>();
        for (LegacyBulletin.Page page : source.pages()) {
            byLabel.entrySet().stream()
                    .filter(entry ->
                            labels.getOrDefault(page.pk(), Set.of()).contains(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .or(() ->
                            page.main()
                                    ? mapper.listSectionsCalled(page.title().strip()).stream()
                                            .findFirst()
                                    : Optional.empty())
                    .ifPresent(section -> byPage.put(page.pk(), section));
        }
        return new SectionPlaces(byPage);
    }

    /** The section that the page stands in; null for none. */
    @Nullable Long of(LegacyBulletin.Page page) {
        return byPage.get(page.pk());
    }

    private static long labelOf(LegacyBulletin source, String label) {
        return source.labels().stream()
                .filter(row -> row.name().equals(label) || row.slug().equals(label))
                .map(LegacyBulletin.Label::pk)
                .findFirst()
                .orElseThrow(() -> {
                    List<String> names =
                            source.labels().stream().map(LegacyBulletin.Label::name).toList();
                    return new ImportException(
                            "nie ma etykiety \"%s\"; są: %s"
                                    .formatted(label, String.join(", ", names)),
                            "there is no label \"%s\"; there are: %s"
                                    .formatted(label, String.join(", ", names)));
                });
    }

    private static long sectionOf(ImportMapper mapper, String section) {
        return mapper.findSection(section)
                .orElseThrow(() ->
                        new ImportException(
                                "nie ma działu \"%s\"; podaj końcówkę adresu /dzial/…, np. uchwaly-rady"
                                        .formatted(section),
                                "there is no section \"%s\"; name the end of its address /dzial/…, e.g. uchwaly-rady"
                                        .formatted(section)));
    }
}

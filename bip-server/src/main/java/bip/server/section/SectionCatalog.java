package bip.server.section;

import bip.server.database.Database;
import bip.server.page.PageHead;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds sections of the subject menu, and the pages that stand in them. */
public final class SectionCatalog {

    private final Database database;

    public SectionCatalog(Database database) {
        this.database = database;
    }

    /** The whole menu as it is now. */
    public SectionTree tree() {
        return database.read(SectionMapper.class, SectionCatalog::tree);
    }

    /** What stands at the address {@code slug}, also at one that a section had once. */
    public FoundSection find(String slug) {
        return database.read(
                SectionMapper.class,
                sections ->
                        sections.findByAddress(slug)
                                .flatMap(id -> tree(sections).find(id))
                                .map(section -> found(section, slug))
                                .orElseGet(FoundSection.Absent::new));
    }

    /** The way from the top of the menu to the page's section; empty for a page in none. */
    public List<Section> trailOfPage(long pageId) {
        return database.read(
                SectionMapper.class,
                sections ->
                        sections.findOfPage(pageId)
                                .map(id -> tree(sections).trail(id))
                                .orElse(List.of()));
    }

    /** The published pages of the section itself, the newest first. */
    public List<PageHead> listPages(long sectionId, int offset, int limit) {
        return database.read(
                SectionMapper.class, sections -> sections.listPages(sectionId, offset, limit));
    }

    /** How many published pages stand in each section. */
    public Counts count() {
        return database.read(
                SectionMapper.class,
                sections -> {
                    Map<Long, Integer> own =
                            sections.countPages().stream()
                                    .collect(
                                            Collectors.toMap(
                                                    SectionMapper.Count::sectionId,
                                                    SectionMapper.Count::pages));
                    return new Counts(own, tree(sections).sums(own));
                });
    }

    static SectionTree tree(SectionMapper sections) {
        return new SectionTree(sections.list().stream().map(SectionMapper.Row::toSection).toList());
    }

    private static FoundSection found(Section section, String slug) {
        return section.slug().equals(slug)
                ? new FoundSection.Here(section)
                : new FoundSection.Moved(section);
    }

    /** Published pages by section. */
    public static final class Counts {
        private final Map<Long, Integer> own;
        private final Map<Long, Integer> sums;

        Counts(Map<Long, Integer> own, Map<Long, Integer> sums) {
            this.own = Map.copyOf(own);
            this.sums = Map.copyOf(sums);
        }

        /** Pages in {@code section} itself. */
        public int in(Section section) {
            return own.getOrDefault(section.id(), 0);
        }

        /** Pages in {@code section} and in everything under it. */
        public int under(Section section) {
            return sums.getOrDefault(section.id(), 0);
        }
    }
}

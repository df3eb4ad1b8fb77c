package bip.server.section;

import bip.server.database.Database;
import bip.server.database.Kept;
import bip.server.page.PageHead;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Finds sections of the subject menu, and the pages that stand in them. Every page shows the menu,
 * and reading it was a quarter of the work for a page; so it is kept until something is committed.
 */
public final class SectionCatalog implements AutoCloseable {

    private final Database database;
    private final Kept<Menu> menu;

    /** On {@code database}, which is closed after this. */
    public SectionCatalog(Database database) {
        this.database = database;
        this.menu = database.keep(() -> database.read(SectionMapper.class, SectionCatalog::menu));
    }

    /** The whole menu as it is now. */
    public SectionTree tree() {
        return menu.get().tree;
    }

    /** What stands at the address {@code slug}, also at one that a section had once. */
    public FoundSection find(String slug) {
        return database.read(SectionMapper.class, sections -> sections.findByAddress(slug))
                .flatMap(tree()::find)
                .map(section -> found(section, slug))
                .orElseGet(FoundSection.Absent::new);
    }

    /** The way from the top of the menu to the page's section; empty for a page in none. */
    public List<Section> trailOfPage(long pageId) {
        return database.read(SectionMapper.class, sections -> sections.findOfPage(pageId))
                .map(tree()::trail)
                .orElse(List.of());
    }

    /** The published pages of the section itself, the newest first. */
    public List<PageHead> listPages(long sectionId, int offset, int limit) {
        return database.read(
                SectionMapper.class, sections -> sections.listPages(sectionId, offset, limit));
    }

    /** How many published pages stand in each section. */
    public Counts count() {
        return menu.get().counts;
    }

    @Override
    public void close() {
        menu.close();
    }

    private static Menu menu(SectionMapper sections) {
        SectionTree tree = tree(sections);
        Map<Long, Integer> own =
                sections.countPages().stream()
                        .collect(
                                Collectors.toMap(
                                        SectionMapper.Count::sectionId,
                                        SectionMapper.Count::pages));
        return new Menu(tree, new Counts(own, tree.sums(own)));
    }

    static SectionTree tree(SectionMapper sections) {
        return new SectionTree(sections.list().stream().map(SectionMapper.Row::toSection).toList());
    }

    private static FoundSection found(Section section, String slug) {
        return section.slug().equals(slug)
                ? new FoundSection.Here(section)
                : new FoundSection.Moved(section);
    }

    /** The menu and what stands in it, of one moment. */
    private record Menu(SectionTree tree, Counts counts) {}

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

package bip.server.search;

import bip.server.text.Language;
import bip.server.web.PageFrame.MenuLink;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds sections and standing pages by their names. They are in no index: they come with the menu,
 * and there are less than a hundred. For all threads.
 */
final class PlaceFinder {

    /** More would hide the pages that were searched for. */
    private static final int MOST = 4;

    private final Stems stems;
    private final Stems.Memory memory;
    private final Function<Language, List<MenuLink>> places;

    /**
     * Finds among {@code places}.
     *
     * @param places the same in each language, in one order; what is about them is searched too
     */
    PlaceFinder(Stems stems, Function<Language, List<MenuLink>> places) {
        this.stems = stems;
        this.memory = stems.memory();
        this.places = places;
    }

    /** Those whose name in any language has every word of {@code text}. */
    synchronized List<MenuLink> find(QueryText text, Language language) {
        List<MenuLink> shown = places.apply(language);
        var found = new ArrayList<MenuLink>();
        for (Language named : Language.values()) {
            List<MenuLink> names = places.apply(named);
            for (int i = 0; i < names.size(); i++) {
                if (has(names.get(i), text) && !found.contains(shown.get(i))) {
                    found.add(shown.get(i));
                }
            }
        }
        return List.copyOf(found.subList(0, Math.min(MOST, found.size())));
    }

    private boolean has(MenuLink place, QueryText text) {
        Set<String> terms = new HashSet<>();
        for (Word word : Word.allIn(place.title() + " " + place.about())) {
            terms.add(word.folded());
            terms.addAll(memory.ofWritten(word));
        }
        return text.clauses().stream().allMatch(clause -> has(terms, clause));
    }

    private boolean has(Set<String> terms, Clause clause) {
        return switch (clause) {
            case Clause.Any(Word word) -> has(terms, word);
            case Clause.Exactly(var words) -> words.stream().allMatch(word -> has(terms, word));
        };
    }

    private boolean has(Set<String> terms, Word word) {
        return terms.contains(word.folded())
                || stems.ofTyped(word).stream().anyMatch(terms::contains);
    }
}

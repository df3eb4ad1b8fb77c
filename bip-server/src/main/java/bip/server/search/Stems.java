package bip.server.search;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The terms under which a word's inflected forms meet: base forms of the dictionary, with their
 * diacritics, and for proper names also what their cases have in common, marked by {@code ~}. May
 * be used from several threads.
 */
final class Stems {

    /**
     * Changes whenever the terms of an indexed word may come out differently; an index of another
     * number is made anew.
     */
    static final int VERSION = 2;

    private static final char NAME = '~';

    /** Words whose terms are kept: a text says the same few thousand over and over. */
    private static final int REMEMBERED = 20_000;

    private final Supplier<PolishDictionary> dictionary;

    /**
     * Stems by that dictionary.
     *
     * @param dictionary asked for when the first word comes, so that it need not be read before
     */
    Stems(Supplier<PolishDictionary> dictionary) {
        this.dictionary = dictionary;
    }

    /** A memory of words for one run of indexing; for one thread. */
    Memory memory() {
        return new Memory();
    }

    /** Terms of a word that a reader typed, whose diacritics may have been left out. */
    List<String> ofTyped(Word word) {
        if (word.hasDigit()) {
            return List.of(word.folded());
        }
        String lower = word.lower();
        List<String> bases = basesOfTyped(lower, word.folded());
        return bases.isEmpty() ? List.of(NAME + NameStem.of(word.folded())) : bases;
    }

    private List<String> basesOfTyped(String lower, String folded) {
        List<String> bases = lower.equals(folded) ? List.of() : dictionary.get().basesOf(lower);
        return bases.isEmpty() ? dictionary.get().basesOfAnyReading(lower) : bases;
    }

    private List<String> ofWritten(Word word) {
        if (word.hasDigit()) {
            return List.of(word.folded());
        }
        Set<String> terms = new LinkedHashSet<>(dictionary.get().basesOf(word.lower()));
        if (terms.isEmpty() || word.isCapitalised()) {
            terms.add(NAME + NameStem.of(word.folded()));
        }
        return List.copyOf(terms);
    }

    /** Terms of the words of texts that are indexed. */
    final class Memory {
        private final Map<String, List<String>> known = new HashMap<>();

        private Memory() {}

        List<String> ofWritten(Word word) {
            if (known.size() > REMEMBERED) {
                known.clear();
            }
            return known.computeIfAbsent(word.text(), _ -> Stems.this.ofWritten(word));
        }
    }
}

package bip.server.search;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import morfologik.fsa.FSA;
import morfologik.stemming.Dictionary;
import morfologik.stemming.DictionaryLookup;
import morfologik.stemming.WordData;
import morfologik.stemming.polish.PolishStemmer;

/**
 * The Polish dictionary of inflected forms (Morfologik, 2.8 MB, read in about 70 ms). Knows the
 * base forms of a word, and which words a word typed without diacritics may stand for. May be used
 * from several threads.
 */
final class PolishDictionary {

    private static final String FILE = "/morfologik/stemming/polish/polish.dict";
    private static final String FACTS = "/morfologik/stemming/polish/polish.info";

    /** More readings than this of one typed word do not occur in Polish; a bound all the same. */
    private static final int MOST_READINGS = 64;

    private final Dictionary dictionary;

    private PolishDictionary(Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    /** The dictionary of this release, read at the first call. */
    static PolishDictionary shared() {
        return Shared.DICTIONARY;
    }

    private static PolishDictionary load() {
        try (InputStream file = resource(FILE);
                InputStream facts = resource(FACTS)) {
            return new PolishDictionary(Dictionary.read(file, facts));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the Polish dictionary", e);
        }
    }

    /**
     * Base forms of {@code lower}, in small letters; of the proper name when there is no such
     * common word. Empty for a word that it does not know.
     */
    List<String> basesOf(String lower) {
        List<String> common = lookup(lower);
        return common.isEmpty() ? lookup(capitalised(lower)) : common;
    }

    /**
     * Base forms of every word that {@code lower} may stand for when its plain letters may each
     * have lost their diacritics: {@code zolw} gives żółw. A diacritic that was typed stays.
     */
    List<String> basesOfAnyReading(String lower) {
        var readings = new TreeSet<String>();
        collect(dictionary.fsa.getRootNode(), lower, 0, "", readings);
        return readings.stream().flatMap(word -> lookup(word).stream()).distinct().toList();
    }

    private List<String> lookup(String word) {
        var bases = new ArrayList<String>();
        // A lookup keeps state between calls, and costs little to make.
        for (WordData data : new DictionaryLookup(dictionary).lookup(word)) {
            String base = data.getStem().toString().toLowerCase(Locale.ROOT);
            if (!bases.contains(base)) {
                bases.add(base);
            }
        }
        return bases;
    }

    /** Walks the automaton by every letter that may stand at {@code at}, as far as words go. */
    private void collect(int node, String lower, int at, String read, Set<String> readings) {
        if (readings.size() >= MOST_READINGS) {
            return;
        }
        if (at == lower.length()) {
            if (dictionary.fsa.getArc(node, dictionary.metadata.getSeparator()) != 0) {
                readings.add(read);
            }
            return;
        }
        lettersFor(lower.charAt(at), at == 0)
                .forEach(letter -> {
                    int next = follow(node, letter);
                    if (next != 0) {
                        collect(next, lower, at + 1, read + letter, readings);
                    }
                });
    }

    /** The node behind {@code letter}; 0 when no word goes on with it. */
    private int follow(int node, String letter) {
        FSA automaton = dictionary.fsa;
        int reached = node;
        for (byte octet : letter.getBytes(StandardCharsets.UTF_8)) {
            int arc = automaton.getArc(reached, octet);
            if (arc == 0 || automaton.isArcTerminal(arc)) {
                return 0;
            }
            reached = automaton.getEndNode(arc);
        }
        return reached;
    }

    private static Stream<String> lettersFor(char typed, boolean first) {
        String letters =
                switch (typed) {
                    case 'a' -> "aą";
                    case 'c' -> "cć";
                    case 'e' -> "eę";
                    case 'l' -> "lł";
                    case 'n' -> "nń";
                    case 'o' -> "oó";
                    case 's' -> "sś";
                    case 'z' -> "zźż";
                    default -> String.valueOf(typed);
                };
        String all = first ? letters + letters.toUpperCase(Locale.ROOT) : letters;
        return all.chars().mapToObj(Character::toString);
    }

    private static String capitalised(String lower) {
        int first = lower.offsetByCodePoints(0, 1);
        return lower.substring(0, first).toUpperCase(Locale.ROOT) + lower.substring(first);
    }

    private static InputStream resource(String name) throws IOException {
        InputStream stream = PolishStemmer.class.getResourceAsStream(name);
        if (stream == null) {
            throw new IOException("no " + name + " on the class path");
        }
        return stream;
    }

    private static final class Shared {
        static final PolishDictionary DICTIONARY = load();
    }
}

package bip.server.inspection;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Words that a text must contain, all of them, whatever stands between; capitals do not matter,
 * Polish letters do. Parts of words count.
 */
final class WantedWords {
    private final List<String> words;

    /** The words of {@code text}, as spaces part them. */
    WantedWords(String text) {
        words = Arrays.stream(folded(text).split("\\s+")).filter(it -> !it.isEmpty()).toList();
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    boolean areIn(String text) {
        String folded = folded(text);
        return words.stream().allMatch(folded::contains);
    }

    /** SQLite's own lower() knows no Polish letters. */
    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}

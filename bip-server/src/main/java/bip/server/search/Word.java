package bip.server.search;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A run of letters and digits in a text. Everything else separates: {@code OŚ.6220.4.2023} is four
 * words side by side, so that a case signature is found by its end too. Runs of more than {@link
 * #LONGEST} are left out.
 *
 * @param text as written
 * @param start offset of its first character in the text
 */
record Word(String text, int start) {

    /**
     * Longer runs are no words but drawings, keys or encoded files, which nobody looks for; Lucene
     * refuses a term of more than 32,766 bytes. A query is shorter.
     */
    private static final int LONGEST = 255;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}]*");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    /** The words of {@code text}, in their order. */
    static List<Word> allIn(String text) {
        return WORD.matcher(text)
                .results()
                .filter(match -> match.end() - match.start() <= LONGEST)
                .map(match -> new Word(match.group(), match.start()))
                .toList();
    }

    int end() {
        return start + text.length();
    }

    /** Small letters, each accent in one character with its letter: {@code żółw}. */
    String lower() {
        return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** Without diacritics: {@code zolw}. */
    String folded() {
        return fold(lower());
    }

    boolean isCapitalised() {
        return Character.isUpperCase(text.codePointAt(0));
    }

    boolean hasDigit() {
        return text.codePoints().anyMatch(Character::isDigit);
    }

    /** {@code lower} without diacritics. */
    static String fold(String lower) {
        if (isAscii(lower)) {
            return lower;
        }
        String decomposed = Normalizer.normalize(lower, Normalizer.Form.NFKD);
        // ł is a letter of its own to Unicode: taking accents off does not touch it.
        return MARKS.matcher(decomposed).replaceAll("").replace('ł', 'l');
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }
}

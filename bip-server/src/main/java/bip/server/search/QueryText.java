package bip.server.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a reader typed into the search field, understood. There is no syntax to get wrong: quotation
 * marks that pair make a phrase, digits joined by dots or slashes a signature, everything else is
 * words.
 *
 * @param text as typed, within the limit
 * @param shortened something was cut off
 */
record QueryText(String text, boolean shortened, List<Clause> clauses) {

    /** Longer queries are cut: nobody types them, and each word costs. */
    static final int LONGEST = 200;

    private static final Pattern PIECE =
            Pattern.compile("[\"„”“«»]([^\"„”“«»]*)[\"”“«»]|([^\\s\"„”“«»]+)");

    /** Say nothing of what a page is about; asked for only when nothing else is. */
    private static final Set<String> SMALL_WORDS =
            Set.of(
                    "a", "albo", "czy", "dla", "do", "i", "jest", "ku", "lub", "na", "nad", "o",
                    "od", "oraz", "po", "pod", "przez", "przy", "się", "to", "u", "w", "we", "z",
                    "za", "ze", "że");

    QueryText {
        clauses = List.copyOf(clauses);
    }

    static QueryText parse(String typed) {
        String whole = Normalizer.normalize(typed, Normalizer.Form.NFC).strip();
        int length = Math.min(LONGEST, whole.length());
        if (length < whole.length() && Character.isHighSurrogate(whole.charAt(length - 1))) {
            length--;
        }
        String text = whole.substring(0, length);
        return new QueryText(text, length < whole.length(), withoutSmallWords(clauses(text)));
    }

    /** Nothing in it can be searched for. */
    boolean isEmpty() {
        return clauses.isEmpty();
    }

    private static List<Clause> clauses(String text) {
        var clauses = new ArrayList<Clause>();
        Matcher pieces = PIECE.matcher(text);
        while (pieces.find()) {
            boolean quoted = pieces.group(1) != null;
            List<Word> words = Word.allIn(quoted ? pieces.group(1) : pieces.group(2));
            boolean signature = words.size() > 1 && words.stream().anyMatch(Word::hasDigit);
            if (signature || (quoted && !words.isEmpty())) {
                clauses.add(new Clause.Exactly(words));
            } else {
                words.forEach(word -> clauses.add(new Clause.Any(word)));
            }
        }
        return clauses;
    }

    private static List<Clause> withoutSmallWords(List<Clause> clauses) {
        List<Clause> telling =
                clauses.stream()
                        .filter(clause ->
                                !(clause instanceof Clause.Any(Word word)
                                        && SMALL_WORDS.contains(word.lower())))
                        .toList();
        return telling.isEmpty() ? clauses : telling;
    }
}

package bip.server.text;

import java.math.BigInteger;
import java.text.Collator;
import java.text.ParseException;
import java.text.RuleBasedCollator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The order of titles in a Polish list: word by word, Polish letters after their Latin ones (łan
 * after lustro), numbers by value (nr 9 before nr 10), capitals only where nothing else differs.
 *
 * <p>The rules are written here because the runtime of a release leaves out the JDK's Polish ones
 * ({@code jdk.localedata}). May be used from several threads.
 */
public final class PolishOrder implements Comparator<String> {

    private static final String POLISH =
            "& A < ą, Ą & C < ć, Ć & E < ę, Ę & L < ł, Ł & N < ń, Ń & O < ó, Ó & S < ś, Ś"
                    + " & Z < ź, Ź < ż, Ż";
    private static final Pattern WORD = Pattern.compile("\\p{N}+|\\p{L}+");

    // A Collator keeps state between calls, so each comparison works on a copy.
    private final RuleBasedCollator letters = polishLetters();

    private static RuleBasedCollator polishLetters() {
        try {
            var root = (RuleBasedCollator) Collator.getInstance(Locale.ROOT);
            return new RuleBasedCollator(root.getRules() + POLISH);
        } catch (ParseException e) {
            throw new IllegalStateException("the rules of Polish order do not parse", e);
        }
    }

    @Override
    public int compare(String one, String other) {
        var collator = (RuleBasedCollator) letters.clone();
        int byLetters = compareWords(one, other, collator, Collator.SECONDARY);
        if (byLetters != 0) {
            return byLetters;
        }
        int byCapitals = compareWords(one, other, collator, Collator.TERTIARY);
        return byCapitals != 0 ? byCapitals : one.compareTo(other);
    }

    private static int compareWords(String one, String other, Collator collator, int strength) {
        collator.setStrength(strength);
        List<String> left = words(one);
        List<String> right = words(other);
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = compareWord(left.get(i), right.get(i), collator);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static int compareWord(String one, String other, Collator collator) {
        if (isNumber(one) && isNumber(other)) {
            return new BigInteger(one).compareTo(new BigInteger(other));
        }
        return collator.compare(one, other);
    }

    private static boolean isNumber(String word) {
        return word.length() <= 30 && word.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static List<String> words(String text) {
        return WORD.matcher(text).results().map(MatchResult::group).toList();
    }
}

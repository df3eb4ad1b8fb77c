package bip.server.search;

import java.util.List;

/**
 * What the cases of a proper name have in common, for the names that no dictionary holds: villages,
 * above all. {@code Ćmińsk}, {@code Ćmińsku} and {@code Ćmińskiem} all give {@code cminsk}.
 */
final class NameStem {

    /** Endings of nouns and adjectives without diacritics; a longer one goes before its tail. */
    private static final List<String> ENDINGS =
            List.of(
                    "iego", "iemu", "iach", "iami", "ego", "emu", "ach", "ami", "iem", "iej", "ich",
                    "imi", "iom", "ych", "ymi", "em", "om", "ie", "ia", "iu", "io", "ej", "im",
                    "ym", "a", "e", "i", "o", "u", "y");

    /** Shorter stems would make different names one. */
    private static final int SHORTEST = 4;

    private NameStem() {}

    /** The stem of {@code folded}, which has small letters without diacritics. */
    static String of(String folded) {
        return ENDINGS.stream()
                .filter(folded::endsWith)
                .map(ending -> folded.substring(0, folded.length() - ending.length()))
                .filter(stem -> stem.length() >= SHORTEST)
                .findFirst()
                .orElse(folded);
    }
}

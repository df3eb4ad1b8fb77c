package bip.server.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes addresses out of titles: {@code Łąki i żółwie, nr 2} becomes {@code laki-i-zolwie-nr-2}.
 */
public final class Slugs {

    /** Longer addresses are cut at a word: they have to fit into a letter and a log line. */
    private static final int MAX_LENGTH = 120;

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHER = Pattern.compile("[^a-z0-9]+");
    private static final Pattern OUTER_DASHES = Pattern.compile("^-+|-+$");

    private Slugs() {}

    /** Empty when {@code title} has no letter or digit to build an address from. */
    public static Optional<String> from(String title) {
        String bare =
                MARKS.matcher(Normalizer.normalize(title, Normalizer.Form.NFKD)).replaceAll("");
        // ł is a letter of its own to Unicode: taking accents off does not touch it.
        String latin = bare.toLowerCase(Locale.ROOT).replace('ł', 'l');
        String dashed = OTHER.matcher(latin).replaceAll("-");
        String slug = shorten(OUTER_DASHES.matcher(dashed).replaceAll(""));
        return slug.isEmpty() ? Optional.empty() : Optional.of(slug);
    }

    private static String shorten(String slug) {
        if (slug.length() <= MAX_LENGTH) {
            return slug;
        }
        int cut = slug.lastIndexOf('-', MAX_LENGTH);
        return slug.substring(0, cut > 0 ? cut : MAX_LENGTH);
    }
}

package bip.packaging;

import java.util.Locale;

/**
 * One kind of page that a citizen can meet, and an example of it.
 *
 * @param name also of its pictures
 * @param path Polish address as in a request line; the English one has {@code /en} in front
 * @param status what it is answered with
 */
record PageKind(String name, String path, int status) {

    /** In which a page is written. */
    enum Language {
        PL,
        EN;

        String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static PageKind of(String name, String path) {
        return new PageKind(name, path, 200);
    }

    String path(Language language) {
        return language == Language.PL ? path : "/en" + path;
    }

    @Override
    public String toString() {
        return name + " " + path;
    }
}

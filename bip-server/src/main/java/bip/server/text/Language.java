package bip.server.text;

import java.util.Locale;

/** What the bulletin's own words are in. What the office publishes stays as it was written. */
public enum Language {
    POLISH("pl", ""),
    ENGLISH("en", "/en");

    private final Locale locale;
    private final String prefix;

    Language(String tag, String prefix) {
        this.locale = Locale.of(tag);
        this.prefix = prefix;
    }

    /** For {@code lang}: {@code pl} or {@code en}. */
    public String tag() {
        return locale.getLanguage();
    }

    public Locale locale() {
        return locale;
    }

    /** What the addresses of its pages begin with; empty for Polish. */
    public String prefix() {
        return prefix;
    }

    /** One of two texts. */
    public String choose(String polish, String english) {
        return this == POLISH ? polish : english;
    }
}

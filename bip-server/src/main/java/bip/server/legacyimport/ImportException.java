package bip.server.legacyimport;

import org.jspecify.annotations.Nullable;

/** The import cannot be done and nothing was changed; says why in Polish and English. */
public final class ImportException extends RuntimeException {

    private final String polish;
    private final String english;

    ImportException(String polish, String english) {
        this(polish, english, null);
    }

    ImportException(String polish, String english, @Nullable Throwable cause) {
        super(english, cause);
        this.polish = polish;
        this.english = english;
    }

    public String polish() {
        return polish;
    }

    public String english() {
        return english;
    }
}

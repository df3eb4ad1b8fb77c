package bip.server.search;

/** The parts of a page that are searched, each in two fields: by stems and by the forms written. */
enum Zone {
    TITLE("title", 6f),
    LABELS("labels", 2f),
    FILES("files", 2f),
    TEXT("text", 1f);

    private final String field;
    private final float weight;

    Zone(String field, float weight) {
        this.field = field;
        this.weight = weight;
    }

    /** Holds stems, with offsets, and the text itself. */
    String stems() {
        return field;
    }

    /** Holds the forms as written, with and without their diacritics. */
    String forms() {
        return field + "_form";
    }

    /** How much more a match here says about the page than one in its text. */
    float weight() {
        return weight;
    }
}

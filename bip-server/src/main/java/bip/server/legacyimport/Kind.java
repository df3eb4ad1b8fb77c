package bip.server.legacyimport;

/** Kinds of things that come over. The names are kept in legacy_origin: never rename one. */
enum Kind {
    SITE("site"),
    USER("user"),
    LABEL("label"),
    PAGE("page"),
    ATTACHMENT("attachment"),
    PAGE_LABEL("page-label"),
    CHANGE("change"),
    FILE("file");

    private final String stored;

    Kind(String stored) {
        this.stored = stored;
    }

    String stored() {
        return stored;
    }
}

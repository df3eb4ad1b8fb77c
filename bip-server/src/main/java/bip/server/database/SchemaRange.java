package bip.server.database;

/**
 * Which schemas this release can run on.
 *
 * @param from lowest number, included
 * @param to highest number, included
 */
public record SchemaRange(int from, int to) {
    public SchemaRange {
        if (from < 1 || to < from) {
            throw new IllegalArgumentException("no range of schemas: " + from + " to " + to);
        }
    }

    /** Whether this release can run on {@code schema}. */
    public boolean contains(int schema) {
        return from <= schema && schema <= to;
    }
}

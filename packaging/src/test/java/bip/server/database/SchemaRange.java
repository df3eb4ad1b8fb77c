package bip.server.database;

/**
 * What a test's release can run on: as many schemas more than the real one as the resource {@code
 * reads-ahead} says. Lies before the real one on its class path, as {@link Migrations} does.
 */
public record SchemaRange(int from, int to) {

    public SchemaRange {
        to += Integer.parseInt(Migrations.resource("/reads-ahead"));
    }

    public boolean contains(int schema) {
        return from <= schema && schema <= to;
    }
}

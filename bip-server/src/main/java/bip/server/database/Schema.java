package bip.server.database;

/**
 * How the schema of one database compares with what this release can do.
 *
 * @param database number of the database's schema; 0 when the file is missing or empty
 * @param writes number that this release's migrations end at
 * @param reads what this release can run on
 */
public record Schema(int database, int writes, SchemaRange reads) {

    /**
     * Number that this release's migrations end at. The release manifest says the same: packaging
     * asks the {@code schema} subcommand.
     */
    public static final int WRITES = Migrations.newest();

    /**
     * What this release can run on. Widen it upwards only when a later schema is known to be
     * readable by this code.
     */
    public static final SchemaRange READS = new SchemaRange(3, WRITES);

    static Schema of(int database) {
        return new Schema(database, WRITES, READS);
    }

    /** This release can run on the database. */
    public boolean fits() {
        return reads.contains(database);
    }

    /** What is in the database is known, also where this release cannot run on it any more. */
    public boolean isKnown() {
        return database >= 1 && !isTooNew();
    }

    /** The database was migrated by a release newer than this one can read. */
    public boolean isTooNew() {
        return database > reads.to();
    }
}

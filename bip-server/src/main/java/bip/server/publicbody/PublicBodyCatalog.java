package bip.server.publicbody;

import bip.server.database.Database;
import java.util.Optional;

/** Reads whose bulletin this is. */
public final class PublicBodyCatalog {

    private final Database database;

    public PublicBodyCatalog(Database database) {
        this.database = database;
    }

    /** Absent in a bulletin where nobody has entered it yet. */
    public Optional<PublicBody> find() {
        return database.read(
                PublicBodyMapper.class,
                mapper -> mapper.find().map(row -> row.toPublicBody(mapper.listContacts())));
    }
}

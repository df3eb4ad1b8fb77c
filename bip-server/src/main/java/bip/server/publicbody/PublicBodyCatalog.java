package bip.server.publicbody;

import bip.server.database.Database;
import java.util.List;
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

    /** Who edits the bulletin, in their order; empty where nobody has entered them yet. */
    public List<EditorialMember> listEditors() {
        return database.read(PublicBodyMapper.class, PublicBodyMapper::listEditors);
    }

    /** The parts of the office with their people, in the order that the editors gave them. */
    List<Department> listDepartments() {
        return database.read(
                PublicBodyMapper.class,
                mapper ->
                        mapper.listDepartments().stream()
                                .map(row -> row.toDepartment(mapper.listStaff(row.id())))
                                .toList());
    }
}

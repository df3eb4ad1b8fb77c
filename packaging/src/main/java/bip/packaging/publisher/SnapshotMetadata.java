package bip.packaging.publisher;

import tools.jackson.databind.node.ObjectNode;

/** Which targets metadata is the newest (4.4). */
record SnapshotMetadata(Header header, FileMark targets) implements Metadata {

    static SnapshotMetadata parse(Fields signed) {
        return new SnapshotMetadata(
                Header.parse(Role.SNAPSHOT, signed),
                FileMark.parse(signed.object("meta").object(Role.TARGETS.fileName())));
    }

    @Override
    public Role role() {
        return Role.SNAPSHOT;
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode signed = header.toJson(Role.SNAPSHOT);
        signed.putObject("meta").set(Role.TARGETS.fileName(), targets.toJson());
        return signed;
    }
}

package bip.packaging.publisher;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which snapshot is the newest (4.6).
 *
 * @param signedAt when it was signed, our own field {@code bip_signed_at}: readers take it for the
 *     earliest that it can be now, whatever their clock says
 */
record TimestampMetadata(Header header, FileMark snapshot, Instant signedAt) implements Metadata {

    static final String SIGNED_AT = "bip_signed_at";

    static TimestampMetadata parse(Fields signed) {
        return new TimestampMetadata(
                Header.parse(Role.TIMESTAMP, signed),
                FileMark.parse(signed.object("meta").object(Role.SNAPSHOT.fileName())),
                signed.instant(SIGNED_AT));
    }

    @Override
    public Role role() {
        return Role.TIMESTAMP;
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode signed = header.toJson(Role.TIMESTAMP);
        signed.putObject("meta").set(Role.SNAPSHOT.fileName(), snapshot.toJson());
        signed.put(SIGNED_AT, signedAt.toString());
        return signed;
    }
}

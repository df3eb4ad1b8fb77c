package bip.packaging.publisher;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.node.ObjectNode;

/**
 * What all four say.
 *
 * @param version 1 to {@link Metadata#MOST_VERSION}
 * @param expires in whole seconds, as metadata can say it
 */
record Header(long version, Instant expires) {

    Header {
        if (version < 1 || version > Metadata.MOST_VERSION) {
            throw new IllegalArgumentException("version " + version + " is out of bounds");
        }
        if (!expires.equals(expires.truncatedTo(ChronoUnit.SECONDS))) {
            throw new IllegalArgumentException("expiry is told in whole seconds");
        }
    }

    static Header starting(Role role, long version, Instant now) {
        return new Header(version, now.plus(role.lifetime()));
    }

    /**
     * @throws Refusal if it is another role's, or of another version of the specification
     */
    static Header parse(Role role, Fields signed) {
        if (!signed.text("_type").equals(role.word())) {
            throw Fields.wrong(signed.where(), "is not " + role.word() + " metadata");
        }
        // Readers of 1.x understand all of 1.x (7.1).
        if (!signed.text("spec_version").startsWith("1.")) {
            throw Fields.wrong(signed.where(), "is of another version of the specification");
        }
        long version = signed.number("version", 1, Metadata.MOST_VERSION);
        Instant expires = signed.instant("expires");
        return signed.checked(() -> new Header(version, expires));
    }

    ObjectNode toJson(Role role) {
        ObjectNode signed = Json.object();
        signed.put("_type", role.word());
        signed.put("spec_version", Metadata.SPEC_VERSION);
        signed.put("version", version);
        signed.put("expires", expires.toString());
        return signed;
    }
}

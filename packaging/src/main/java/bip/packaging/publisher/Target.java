package bip.packaging.publisher;

import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** A release archive that the channel vouches for (4.5). */
record Target(Digests digests, ReleaseTerms terms) {

    static Target parse(Fields target) {
        target.only(Set.of("length", "hashes", "custom"));
        Fields hashes = target.object("hashes");
        hashes.only(Set.of("sha256", "sha512"));
        return new Target(
                new Digests(
                        target.number("length", 1, Long.MAX_VALUE),
                        hashes.hex("sha256", 32),
                        hashes.hex("sha512", 64)),
                ReleaseTerms.parse(target.object("custom")));
    }

    ReleaseVersion version() {
        return terms.version();
    }

    /** The name in targets metadata. */
    String name() {
        return version().archiveName();
    }

    /** The name of the file, which readers ask for because of consistent snapshots (6.2). */
    String fileName() {
        return digests.sha512() + "." + name();
    }

    Target with(ReleaseTerms changed) {
        return new Target(digests, changed);
    }

    ObjectNode toJson() {
        ObjectNode target = Json.object().put("length", digests.length());
        // SHA-512 first: some readers ask for the file by the first hash that they find.
        target.putObject("hashes").put("sha512", digests.sha512()).put("sha256", digests.sha256());
        target.set("custom", terms.toJson());
        return target;
    }
}

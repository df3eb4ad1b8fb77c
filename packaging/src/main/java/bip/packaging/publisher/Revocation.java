package bip.packaging.publisher;

import java.time.Instant;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Since when and why a release must not run any more. */
record Revocation(Instant at, Bilingual reason) {

    Revocation {
        if (reason.pl().isBlank() || reason.en().isBlank()) {
            throw new IllegalArgumentException("a revocation is explained in both languages");
        }
    }

    static Revocation parse(Fields revoked) {
        revoked.only(Set.of("at", "reason"));
        return revoked.checked(() ->
                new Revocation(revoked.instant("at"), Bilingual.parse(revoked.object("reason"))));
    }

    ObjectNode toJson() {
        ObjectNode revoked = Json.object().put("at", at.toString());
        revoked.set("reason", reason.toJson());
        return revoked;
    }
}

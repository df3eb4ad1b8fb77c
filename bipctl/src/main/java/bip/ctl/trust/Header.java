package bip.ctl.trust;

import bip.ctl.support.JsonObject;
import bip.ctl.support.JsonProblem;
import java.time.Instant;

/**
 * What metadata of every role says of itself.
 *
 * @param version from 1
 * @param expires from this instant on it is no longer good
 */
record Header(Role role, long version, Instant expires) {

    /** What every JSON reader can hold exactly. */
    static final long MAX_VERSION = (1L << 53) - 1;

    /**
     * Reads it and checks that it is of {@code role} and of a version of the specification that we
     * know: any 1.x.
     */
    static Header read(SignedDocument document, Role role) throws TrustException, JsonProblem {
        JsonObject signed = document.signed();
        String type = signed.string("_type");
        if (!type.equals(role.typeName())) {
            throw new TrustException(
                    new TrustViolation.WrongType(document.file(), role.typeName(), type));
        }
        String specification = signed.string("spec_version");
        if (!specification.matches("1(\\.[0-9]{1,9}){1,2}")) {
            throw new TrustException(
                    new TrustViolation.WrongSpecVersion(document.file(), specification));
        }
        return new Header(
                role, signed.integer("version", 1, MAX_VERSION), UtcTimes.get(signed, "expires"));
    }

    boolean isExpiredAt(Instant time) {
        return !expires.isAfter(time);
    }

    RoleState state() {
        return new RoleState(role, version, expires);
    }
}

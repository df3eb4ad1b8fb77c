package bip.ctl.trust;

import java.time.Instant;

/** Something that a refresh found and that does not stop it. */
public sealed interface TrustWarning {

    /**
     * The local clock is behind an instant at which the publisher certainly signed. The floor is
     * used for expiry instead.
     */
    record ClockBehind(Instant clock, Instant floor) implements TrustWarning {}

    /** A stored file is not usable and counts as missing: for rollback checks too. */
    record StoreDamaged(TrustViolation violation) implements TrustWarning {}

    /** The targets delegate to other roles, which this client does not follow. */
    record DelegationsIgnored() implements TrustWarning {}

    /** A target has no hash that can be checked, so it is left out of the view. */
    record TargetIgnored(String path) implements TrustWarning {}
}

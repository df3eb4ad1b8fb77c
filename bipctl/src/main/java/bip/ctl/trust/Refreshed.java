package bip.ctl.trust;

import java.util.List;

/** What came of asking for trusted targets. */
public sealed interface Refreshed {

    /** What was found on the way and did not matter. */
    List<TrustWarning> warnings();

    /**
     * The targets, for who accepts nothing stale.
     *
     * @throws TrustException of {@link TrustViolation.Expired} if they are stale
     */
    TrustedTargets orThrow() throws TrustException;

    /** All four roles are verified and none has expired. */
    record Fresh(TrustedTargets targets, List<TrustWarning> warnings) implements Refreshed {
        public Fresh {
            warnings = List.copyOf(warnings);
        }

        @Override
        public TrustedTargets orThrow() {
            return targets;
        }
    }

    /**
     * All four roles are verified, but {@code expired} are too old: the publisher is silent, or
     * somebody keeps newer metadata away. Nothing expired was stored, but for a root. Whoever uses
     * these targets takes that upon himself.
     *
     * @param expired at least one, in the order root, timestamp, snapshot, targets
     */
    record Stale(
            TrustedTargets targets,
            List<TrustViolation.Expired> expired,
            List<TrustWarning> warnings)
            implements Refreshed {
        public Stale {
            expired = List.copyOf(expired);
            warnings = List.copyOf(warnings);
            if (expired.isEmpty()) {
                throw new IllegalArgumentException("nothing has expired");
            }
        }

        @Override
        public TrustedTargets orThrow() throws TrustException {
            throw new TrustException(expired.getFirst());
        }
    }
}

package bip.ctl.channel;

import bip.ctl.trust.Refreshed;
import bip.ctl.trust.Role;
import bip.ctl.trust.TrustException;
import bip.ctl.trust.TrustViolation.Expired;
import bip.ctl.trust.TrustedTargets;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What of statements that have expired is used all the same (docs/decisions/0042). Never what a
 * root says that has expired: whose keys count would be up to whoever kept it.
 *
 * @param grace after its end without a person's word
 * @param isByWord a person said so
 */
record Tolerance(Duration grace, boolean isByWord, Consumer<Notice> hearer) {

    /** Of a channel that can be asked again at any time. */
    static Tolerance online(Access access) {
        return new Tolerance(Duration.ZERO, access.acceptsStale(), access.hearer());
    }

    /** Of a bundle, which nobody signs anew once it is on its way. */
    static Tolerance ofBundle(Access access, Duration grace) {
        return new Tolerance(grace, access.acceptsStale(), access.hearer());
    }

    /**
     * The targets, and who hears is told when they are stale.
     *
     * @throws TrustException of what expired, if that is not tolerated
     */
    TrustedTargets targets(Refreshed refreshed) throws TrustException {
        return switch (refreshed) {
            case Refreshed.Fresh fresh -> fresh.targets();
            case Refreshed.Stale stale -> {
                for (Expired it : stale.expired()) {
                    if (!isTolerated(it)) {
                        throw new TrustException(it);
                    }
                }
                hearer.accept(new Notice.Stale(stale.expired()));
                yield stale.targets();
            }
        };
    }

    private boolean isTolerated(Expired it) {
        return it.role() != Role.ROOT && (isByWord || it.expires().plus(grace).isAfter(it.time()));
    }
}

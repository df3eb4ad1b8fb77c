package bip.ctl.channel;

import bip.ctl.channel.Channel.Offer;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.trust.Role;
import bip.ctl.trust.TrustException;
import bip.ctl.trust.TrustViolation;
import bip.ctl.trust.TrustedRepository;
import bip.ctl.trust.TrustedTargets;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The statements in a bundle, verified and stored as those of a channel are. Where newer ones are
 * trusted already, those say what is to be thought of the archive: the bundle is only how it came.
 */
final class BundleStatements extends CarriedStatements {

    private final Bundle bundle;
    private final Anchor anchor;
    private final Tolerance tolerance;
    private final Consumer<Notice> hearer;

    BundleStatements(Bundle bundle, Anchor anchor, Tolerance tolerance) {
        super(bundle.file());
        this.bundle = bundle;
        this.anchor = anchor;
        this.tolerance = tolerance;
        this.hearer = tolerance.hearer();
    }

    @Override
    Offer judge() throws IOException {
        TrustedTargets trusted = trusted();
        trusted.findSignedAt().ifPresent(it -> hearer.accept(new Notice.SignedAt(it)));
        return pick(trusted, it -> it.location().equals(bundle.archive()));
    }

    private TrustedTargets trusted() throws IOException {
        try (var _ = anchor.lock()) {
            return refreshed(anchor.open(new SourceFetcher(new BundleSource(bundle))));
        }
    }

    private TrustedTargets refreshed(TrustedRepository repository) throws IOException {
        try {
            return tolerance.targets(repository.refresh());
        } catch (TrustException e) {
            Optional<TrustedTargets> newer = newer(repository, e.violation());
            newer.ifPresent(_ -> hearer.accept(new Notice.Older()));
            return newer.orElseThrow(() -> refusal(e));
        }
    }

    /**
     * What is trusted already, where the bundle is refused only because it is older. Keys that a
     * newer root took away count no more: that explains a bundle without enough of them if it was
     * made before that root.
     */
    private Optional<TrustedTargets> newer(TrustedRepository repository, TrustViolation violation)
            throws IOException {
        boolean isOlder = violation instanceof TrustViolation.Rollback;
        if (!isOlder && !(violation instanceof TrustViolation.TooFewSignatures)) {
            return Optional.empty();
        }
        try {
            TrustedTargets trusted = tolerance.targets(repository.stored());
            return isOlder || trusted.role(Role.ROOT).version() > bundle.lastRoot()
                    ? Optional.of(trusted)
                    : Optional.empty();
        } catch (TrustException e) {
            if (e.violation() instanceof TrustViolation.Expired) {
                throw refusal(e);
            }
            return Optional.empty();
        }
    }

    private CtlException refusal(TrustException e) {
        boolean isExpired = e.violation() instanceof TrustViolation.Expired;
        return new CtlException(
                e,
                isExpired ? ErrorCode.C134 : ErrorCode.C120,
                file(),
                Violations.inWords(e.violation()),
                Violations.bundleAdvice(e.violation()));
    }
}

package bip.ctl.channel;

import bip.ctl.channel.Channel.Offer;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.JsonObject;
import bip.ctl.support.JsonProblem;
import bip.ctl.support.Phrase;
import bip.ctl.trust.HashAlgorithm;
import bip.ctl.trust.Target;
import bip.ctl.trust.TrustException;
import bip.ctl.trust.TrustViolation;
import bip.ctl.trust.TrustedTargets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Statements of which every one is signed: a repository of The Update Framework, by the contract
 * {@code docs/contract/channel-signed.md}.
 *
 * @param names which of the repository's channels are followed: {@code stable}
 */
record SignedStatements(Source source, Anchor anchor, Set<String> names, Access access)
        implements Statements {

    private static final String FOLDER = "targets/";
    private static final String PRODUCT = "bip-server";

    SignedStatements {
        names = Set.copyOf(names);
    }

    @Override
    public boolean isOffered(Offer release) {
        return release.terms().revocation().isEmpty()
                && release.terms().channels().stream().anyMatch(names::contains);
    }

    @Override
    public List<Offer> releases() throws IOException {
        try {
            return read(trusted().list());
        } catch (JsonProblem e) {
            throw new CtlException(e, ErrorCode.C102, source.address(), e.reason());
        }
    }

    /** The releases of our product among {@code targets}, oldest first. */
    static List<Offer> read(Collection<Target> targets) throws JsonProblem {
        var offers = new ArrayList<Offer>();
        for (Target target : targets) {
            find(target).ifPresent(offers::add);
        }
        offers.sort(Comparator.comparing(Offer::version));
        return List.copyOf(offers);
    }

    private TrustedTargets trusted() throws IOException {
        try {
            return Tolerance.online(access).targets(anchor.refresh(new SourceFetcher(source)));
        } catch (TrustException e) {
            throw refusal(source, e);
        } catch (Source.Unavailable e) {
            throw new CtlException(e, ErrorCode.C101, source.address(), e.reason());
        }
    }

    static CtlException refusal(Source source, TrustException e) {
        ErrorCode code =
                e.violation() instanceof TrustViolation.Expired ? ErrorCode.C121 : ErrorCode.C120;
        return new CtlException(
                e,
                code,
                source.address(),
                Violations.inWords(e.violation()),
                Violations.advice(e.violation()));
    }

    /** Empty for another product. */
    private static Optional<Offer> find(Target target) throws JsonProblem {
        Optional<JsonObject> custom = target.findCustom();
        if (custom.isEmpty() || !custom.get().findString("product").equals(Optional.of(PRODUCT))) {
            return Optional.empty();
        }
        String text = custom.get().string("version");
        ReleaseVersion version =
                ReleaseVersion.parse(text)
                        .orElseThrow(() ->
                                new JsonProblem(Phrase.of("channel.version", target.path(), text)));
        String archive = ChannelIndex.archive(version);
        if (!target.path().equals(archive)) {
            throw new JsonProblem(Phrase.of("channel.archive", target.path(), archive));
        }
        if (target.lengthBytes() > ChannelIndex.MAX_ARCHIVE_BYTES) {
            throw new JsonProblem(
                    Phrase.of("channel.tooLarge", target.path(), ChannelIndex.MAX_ARCHIVE_BYTES));
        }
        String sha512 = target.hashes().values().get(HashAlgorithm.SHA512);
        if (sha512 == null) {
            throw new JsonProblem(Phrase.of("channel.noSha512", target.path()));
        }
        return Optional.of(
                new Offer(
                        version,
                        archive,
                        FOLDER + target.location(),
                        target.lengthBytes(),
                        sha512,
                        new TermsReader(custom.get()).read()));
    }

    @Override
    public boolean isVerified() {
        return true;
    }
}

package bip.ctl.channel;

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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * A channel whose every statement is signed: a repository of The Update Framework, by the contract
 * {@code docs/contract/channel-signed.md}.
 *
 * @param name which of the repository's channels: {@code stable}
 */
record SignedChannel(Source source, Anchor anchor, String name) implements Channel {

    private static final String FOLDER = "targets/";
    private static final String PRODUCT = "bip-server";

    @Override
    public List<Offer> offers() throws IOException {
        var offers = new ArrayList<Offer>();
        for (Target target : trusted().list()) {
            try {
                find(target).ifPresent(offers::add);
            } catch (JsonProblem e) {
                throw new CtlException(e, ErrorCode.C102, source.address(), e.reason());
            }
        }
        offers.sort(Comparator.comparing(Offer::version));
        return List.copyOf(offers);
    }

    private TrustedTargets trusted() {
        try {
            return anchor.open(new SourceFetcher(source)).refresh().orThrow();
        } catch (TrustException e) {
            ErrorCode code =
                    e.violation() instanceof TrustViolation.Expired
                            ? ErrorCode.C121
                            : ErrorCode.C120;
            throw new CtlException(e, code, source.address(), Violations.inWords(e.violation()));
        } catch (IOException e) {
            throw new CtlException(e, ErrorCode.C101, source.address(), IndexedChannel.reason(e));
        }
    }

    /** Empty for another product or channel, and for a release that was revoked. */
    private Optional<Offer> find(Target target) throws JsonProblem {
        Optional<JsonObject> custom = target.findCustom();
        if (custom.isEmpty()
                || !custom.get().findString("product").equals(Optional.of(PRODUCT))
                || !custom.get().strings("channel").contains(name)
                || custom.get().has("revoked")) {
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
        if (!target.hashes().values().containsKey(HashAlgorithm.SHA512)
                || target.lengthBytes() > ChannelIndex.MAX_ARCHIVE_BYTES) {
            throw new JsonProblem(Phrase.of("channel.sha512", target.path()));
        }
        String sha512 = Objects.requireNonNull(target.hashes().values().get(HashAlgorithm.SHA512));
        return Optional.of(
                new Offer(
                        version,
                        archive,
                        FOLDER + target.location(),
                        target.lengthBytes(),
                        sha512));
    }

    @Override
    public void fetch(Offer offer, Path target, LongConsumer progress)
            throws IOException, InterruptedException {
        Download.bring(source, offer, target, progress);
    }

    @Override
    public boolean isVerified() {
        return true;
    }

    @Override
    public boolean isLocal() {
        return source instanceof FolderSource;
    }
}

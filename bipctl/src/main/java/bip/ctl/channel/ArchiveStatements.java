package bip.ctl.channel;

import bip.ctl.channel.Channel.Offer;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Phrase;
import bip.ctl.trust.HashAlgorithm;
import bip.ctl.trust.TrustException;
import bip.ctl.trust.TrustViolation;
import bip.ctl.trust.TrustedTargets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * What the channel's statements say of an archive that came by another way: after a refresh, or as
 * trusted before where the channel cannot be reached. It is known by all of its bytes; nothing that
 * stands in it is read before that.
 */
final class ArchiveStatements extends CarriedStatements {

    private static final int BUFFER_BYTES = 64 << 10;

    private static final byte[] GZIP = {0x1f, (byte) 0x8b};

    private final Anchor anchor;
    private final Access access;
    private final @Nullable Source channel;

    /**
     * Statements about one archive.
     *
     * @param channel null when none is known
     */
    ArchiveStatements(Path file, Anchor anchor, Access access, @Nullable Source channel) {
        super(file);
        this.anchor = anchor;
        this.access = access;
        this.channel = channel;
    }

    @Override
    Offer judge() throws IOException {
        refuseOtherKinds();
        // Hashing takes as long as asking, and both have to be.
        FutureTask<String> hash = Waiting.begin(this::sha512);
        try {
            TrustedTargets trusted = trusted();
            String sha512 = Waiting.result(hash);
            long bytes = Files.size(file());
            return pick(trusted, it -> it.sizeBytes() == bytes && it.sha512().equals(sha512));
        } finally {
            hash.cancel(true);
        }
    }

    /** By its first bytes, which say nothing of what is to be thought of it. */
    private void refuseOtherKinds() throws IOException {
        byte[] beginning;
        try (var in = Files.newInputStream(file())) {
            beginning = in.readNBytes(GZIP.length);
        }
        if (beginning.length == 0) {
            throw new CtlException(ErrorCode.C136, file(), Phrase.of("carried.empty"));
        }
        if (!Arrays.equals(beginning, GZIP)) {
            throw new CtlException(ErrorCode.C136, file(), Phrase.of("carried.noRelease"));
        }
    }

    private TrustedTargets trusted() throws IOException {
        if (channel == null) {
            return stored();
        }
        Optional<TrustedTargets> refreshed = refreshed(channel);
        return refreshed.isPresent() ? refreshed.get() : stored();
    }

    /** Empty when the channel cannot be reached. */
    private Optional<TrustedTargets> refreshed(Source from) throws IOException {
        try {
            return Optional.of(
                    Tolerance.online(access).targets(anchor.refresh(new SourceFetcher(from))));
        } catch (TrustException e) {
            throw SignedStatements.refusal(from, e);
        } catch (Source.Unavailable e) {
            access.hearer().accept(new Notice.Offline(e.reason()));
            return Optional.empty();
        }
    }

    private TrustedTargets stored() throws IOException {
        try (var _ = anchor.lock()) {
            TrustedTargets trusted =
                    Tolerance.online(access)
                            .targets(anchor.open((_, _) -> Optional.empty()).stored());
            trusted.findSignedAt().ifPresent(it -> access.hearer().accept(new Notice.SignedAt(it)));
            return trusted;
        } catch (TrustException e) {
            boolean isExpired = e.violation() instanceof TrustViolation.Expired;
            throw new CtlException(
                    e,
                    isExpired ? ErrorCode.C134 : ErrorCode.C132,
                    file(),
                    isExpired
                            ? Violations.inWords(e.violation())
                            : Phrase.of(
                                    channel == null
                                            ? "carried.noChannel"
                                            : "carried.nothingTrusted"));
        }
    }

    private String sha512() throws IOException {
        MessageDigest digest = HashAlgorithm.SHA512.newDigest();
        try (var in = Files.newInputStream(file())) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}

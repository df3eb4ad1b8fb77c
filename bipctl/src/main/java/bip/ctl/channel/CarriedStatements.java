package bip.ctl.channel;

import bip.ctl.channel.Channel.Offer;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.JsonProblem;
import bip.ctl.support.Phrase;
import bip.ctl.trust.TrustedTargets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What signed statements say of the one release that a person carried here in a file. It may be of
 * another channel than the one that is followed: the person chose it.
 */
abstract class CarriedStatements implements Statements {

    private final Path file;
    private @Nullable Offer known;

    CarriedStatements(Path file) {
        this.file = file;
    }

    /** Asked once: the file does not change its meaning within one run. */
    @Override
    public final List<Offer> releases() throws IOException {
        Offer offer = known == null ? judge() : known;
        known = offer;
        return List.of(offer);
    }

    @Override
    public final boolean isOffered(Offer release) {
        return true;
    }

    @Override
    public final boolean isVerified() {
        return true;
    }

    /**
     * The release in the file.
     *
     * @throws CtlException if nothing that is trusted vouches for it
     */
    abstract Offer judge() throws IOException;

    final Path file() {
        return file;
    }

    /**
     * The release that is meant, as {@code trusted} lists it.
     *
     * @throws CtlException C132 if it lists none such, C133 if it was revoked
     */
    final Offer pick(TrustedTargets trusted, Predicate<Offer> isMeant) {
        List<Offer> listed = listed(trusted);
        Offer offer =
                listed.stream().filter(isMeant).findFirst().orElseThrow(() -> notListed(listed));
        offer.terms()
                .revocation()
                .ifPresent(it -> {
                    throw new CtlException(ErrorCode.C133, file, offer.version(), it.at());
                });
        return offer;
    }

    private List<Offer> listed(TrustedTargets trusted) {
        try {
            return SignedStatements.read(trusted.list());
        } catch (JsonProblem e) {
            throw new CtlException(e, ErrorCode.C102, file, e.reason());
        }
    }

    private CtlException notListed(List<Offer> listed) {
        boolean isOther = listed.stream().anyMatch(it -> file.endsWith(it.archive()));
        return new CtlException(
                ErrorCode.C132,
                file,
                Phrase.of(isOther ? "carried.otherBytes" : "carried.notListed"));
    }
}

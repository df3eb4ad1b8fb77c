package bip.ctl.command;

import bip.ctl.channel.Channel;
import bip.ctl.channel.KnownReleases;
import bip.ctl.channel.ReleaseTerms;
import bip.ctl.release.InstalledRelease;
import java.util.Locale;
import java.util.Optional;

/** What signed metadata say of the content of a release that is here. */
enum SignedProof {
    /** It is the very one. */
    PROVED,
    /** Under that version another one was signed. */
    REFUTED,
    /** No metadata were ever verified here, or none that can be believed. */
    NOTHING_KNOWN,
    /** They do not tell of that version. */
    NOT_TOLD,
    /** They tell of its archive, and not of what is in it. */
    NO_HASH;

    static SignedProof of(KnownReleases known, InstalledRelease release) {
        if (known.releases().isEmpty()) {
            return NOTHING_KNOWN;
        }
        Optional<ReleaseTerms> terms = known.find(release.version()).map(Channel.Offer::terms);
        if (terms.isEmpty()) {
            return NOT_TOLD;
        }
        return terms.get()
                .contentHash()
                .map(it -> it.equals(release.manifest().contentHash()) ? PROVED : REFUTED)
                .orElse(NO_HASH);
    }

    /** As in JSON: {@code not-told}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

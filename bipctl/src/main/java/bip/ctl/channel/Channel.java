package bip.ctl.channel;

import bip.ctl.release.ReleaseVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;

/** Where releases come from: a folder or a web server. */
public interface Channel {

    /**
     * What the channel offers, oldest first: those of its releases that {@link #isOffered}.
     *
     * @throws bip.ctl.support.CtlException if the index cannot be had or read
     */
    default List<Offer> offers() throws IOException, InterruptedException {
        return releases().stream().filter(this::isOffered).toList();
    }

    /**
     * Whether {@code release} may be chosen: it was not revoked, and is not offered in another
     * channel of the same repository only.
     */
    boolean isOffered(Offer release);

    /**
     * Every release of which the channel's statements tell, oldest first: what is revoked and what
     * another channel of the same repository offers too.
     *
     * @throws bip.ctl.support.CtlException if the statements cannot be had or read
     */
    List<Offer> releases() throws IOException, InterruptedException;

    /**
     * Brings {@code offer}'s archive to {@code target}, hashed while written, and moves it there
     * only when length and hash are right; what is there already and right is kept. What was cut is
     * gone on with, by itself or in a later call: {@link PartialDownload}.
     *
     * @param progress told the bytes so far
     * @throws bip.ctl.support.CtlException if it cannot be had, or is not what the index promised
     */
    void fetch(Offer offer, Path target, LongConsumer progress)
            throws IOException, InterruptedException;

    /**
     * Whether the channel's statements carry signatures that were verified. Where they do not,
     * {@code --unsigned} is asked.
     */
    boolean isVerified();

    /**
     * A release that can be had.
     *
     * @param archive file name in the channel
     * @param location of that file in the channel
     * @param sha512 128 hex digits
     * @param terms what is signed of it; of an index that nobody signed, nothing
     */
    record Offer(
            ReleaseVersion version,
            String archive,
            String location,
            long sizeBytes,
            String sha512,
            ReleaseTerms terms) {}
}

package bip.ctl.channel;

import bip.ctl.channel.Channel.Offer;
import java.io.IOException;
import java.util.List;

/** What a channel says of its releases. */
interface Statements {

    /** As {@link Channel#isOffered}. */
    boolean isOffered(Offer release);

    /** As {@link Channel#releases}. */
    List<Offer> releases() throws IOException, InterruptedException;

    /** As {@link Channel#isVerified}. */
    boolean isVerified();
}

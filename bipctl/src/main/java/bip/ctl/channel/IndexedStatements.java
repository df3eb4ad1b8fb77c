package bip.ctl.channel;

import bip.ctl.channel.Channel.Offer;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.JsonProblem;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** An index that nobody signed, by the contract {@code docs/contract/channel.md}. */
record IndexedStatements(Source source) implements Statements {

    @Override
    public List<Offer> releases() {
        try {
            return ChannelIndex.read(index());
        } catch (JsonProblem e) {
            throw new CtlException(e, ErrorCode.C102, source.address(), e.reason());
        }
    }

    /** An index has one channel, and revokes nothing. */
    @Override
    public boolean isOffered(Offer release) {
        return true;
    }

    private byte[] index() {
        try (InputStream in = source.open(ChannelIndex.NAME)) {
            // One byte more than allowed shows that it is too long.
            return in.readNBytes(ChannelIndex.MAX_BYTES + 1);
        } catch (IOException e) {
            throw new CtlException(e, ErrorCode.C101, source.address(), Source.reason(e));
        }
    }

    @Override
    public boolean isVerified() {
        return false;
    }
}

package bip.ctl.channel;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.JsonProblem;
import bip.ctl.support.Phrase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;

/** A channel with an index that nobody signed. */
final class IndexedChannel implements Channel {

    private final Source source;

    IndexedChannel(Source source) {
        this.source = source;
    }

    @Override
    public List<Offer> offers() throws IOException, InterruptedException {
        try {
            return ChannelIndex.read(index());
        } catch (JsonProblem e) {
            throw new CtlException(e, ErrorCode.C102, source.address(), e.reason());
        }
    }

    private byte[] index() {
        try (InputStream in = source.open(ChannelIndex.NAME)) {
            // One byte more than allowed shows that it is too long.
            return in.readNBytes(ChannelIndex.MAX_BYTES + 1);
        } catch (IOException e) {
            throw new CtlException(e, ErrorCode.C101, source.address(), reason(e));
        }
    }

    @Override
    public void fetch(Offer offer, Path target, LongConsumer progress)
            throws IOException, InterruptedException {
        Download.bring(source, offer, target, progress);
    }

    @Override
    public boolean isVerified() {
        return false;
    }

    @Override
    public boolean isLocal() {
        return source instanceof FolderSource;
    }

    static Phrase reason(IOException e) {
        if (e instanceof Source.Unavailable unavailable) {
            return unavailable.reason();
        }
        String message = e.getMessage();
        return Phrase.of(
                "channel.unreachable", message == null ? e.getClass().getSimpleName() : message);
    }
}

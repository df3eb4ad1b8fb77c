package bip.server.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/** Passes on what a visitor sends and says so. */
final class HeardSource extends AbstractStreamSourceConduit<StreamSourceConduit> {
    private final Runnable heard;

    HeardSource(StreamSourceConduit next, Runnable heard) {
        super(next);
        this.heard = heard;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int count = next.read(target);
        tell(count);
        return count;
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        long count = next.read(targets, offset, length);
        tell(count);
        return count;
    }

    @Override
    public long transferTo(long position, long count, FileChannel target) throws IOException {
        long moved = next.transferTo(position, count, target);
        tell(moved);
        return moved;
    }

    @Override
    public long transferTo(long count, ByteBuffer through, StreamSinkChannel target)
            throws IOException {
        long moved = next.transferTo(count, through, target);
        tell(moved + through.remaining());
        return moved;
    }

    private void tell(long count) {
        if (count > 0) {
            heard.run();
        }
    }
}

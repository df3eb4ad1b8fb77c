package bip.server.web;

import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/** One visitor's connection, and whether a request is under way on it. */
final class OpenConnection {
    private final StreamConnection channel;
    private volatile boolean quiet = true;
    private volatile boolean looking;

    /** Looks that found it quiet, one after another; belongs to the thread that reads. */
    private int quietLooks;

    OpenConnection(StreamConnection channel) {
        this.channel = channel;
        channel.getSourceChannel()
                .setConduit(new HeardSource(channel.getSourceChannel().getConduit(), this::begun));
    }

    /** At least a byte of a request has come. */
    void begun() {
        quiet = false;
        quietLooks = 0;
    }

    /** The request was answered to its end. */
    void answered() {
        quiet = true;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /**
     * Looks whether a byte of a request has come, and closes it if none had at as many looks one
     * after another: nothing that the visitor sends is lost half-read, so that it may be sent again
     * elsewhere. Looks are counted, not time: a machine that stands still for a while makes nobody
     * quiet.
     *
     * @param patience in looks
     */
    void closeIfQuiet(int patience) {
        if (looking) {
            return;
        }
        looking = true;
        // On its own thread, which reads what has come between one look and the next.
        channel.getIoThread().execute(() -> look(patience));
    }

    /** Closes it whatever is under way. */
    void cut() {
        IoUtils.safeClose(channel);
    }

    private void look(int patience) {
        if (quiet && ++quietLooks >= patience) {
            IoUtils.safeClose(channel);
        }
        looking = false;
    }
}

package bip.server.web;

import java.time.Duration;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/** One visitor's connection, and whether a request is under way on it. */
final class OpenConnection {
    private final StreamConnection channel;
    private volatile boolean quiet = true;
    private volatile long since = System.nanoTime();

    OpenConnection(StreamConnection channel) {
        this.channel = channel;
        channel.getSourceChannel()
                .setConduit(new HeardSource(channel.getSourceChannel().getConduit(), this::begun));
    }

    /** At least a byte of a request has come. */
    void begun() {
        quiet = false;
    }

    /** The request was answered to its end. */
    void answered() {
        since = System.nanoTime();
        quiet = true;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /**
     * Closes it if not a byte of a request has come for {@code patience}: nothing that the visitor
     * sends is lost half-read, so that it may be sent again elsewhere.
     */
    void closeIfQuiet(Duration patience) {
        // On its own thread, which reads what has come; elsewhere a byte could come in between.
        channel.getIoThread()
                .execute(() -> {
                    if (quiet && System.nanoTime() - since >= patience.toNanos()) {
                        IoUtils.safeClose(channel);
                    }
                });
    }

    /** Closes it whatever is under way. */
    void cut() {
        IoUtils.safeClose(channel);
    }
}

package bip.server.web;

import java.time.Duration;
import java.util.List;

/**
 * Ends the connections of a server that is asked to end, so that no visitor notices.
 *
 * <p>First those that are open are seen off while new visitors are still served: a slow visitor
 * delays the end, but makes nobody wait. Then new visitors wait in the socket, and only what was
 * accepted a moment before is seen off; that is what a visitor waits for, beside the next process.
 * Every answer meanwhile closes its connection.
 *
 * <p>A connection on which nothing is under way is closed after a patience: a visitor who just got
 * one may be sending the next request. nginx does the same by its {@code keepalive_min_timeout};
 * without it, requests that meet the closing are lost.
 */
final class GracefulEnd {
    /** How long a connection may be quiet. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    /** How long requests in flight may last; with {@link #LAST_BOUND} 10 s. */
    static final Duration BOUND = Duration.ofSeconds(8);

    /** How long those may last that came at the last moment. */
    static final Duration LAST_BOUND = Duration.ofSeconds(2);

    private final OpenConnections connections;
    private final Listening listening;

    GracefulEnd(OpenConnections connections, Listening listening) {
        this.connections = connections;
        this.listening = listening;
    }

    /**
     * Returns once nothing is under way, at the latest after the bounds and a third one for threads
     * that hang.
     *
     * @return how many connections are left, with requests that last too long
     */
    int seeOffAll() throws InterruptedException {
        List<OpenConnection> before = connections.now();
        OpenConnections.seeOff(() -> before, PATIENCE, BOUND);
        listening.suspend(LAST_BOUND);
        return OpenConnections.seeOff(connections::now, PATIENCE, LAST_BOUND);
    }
}

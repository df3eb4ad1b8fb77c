package bip.server.web;

import io.undertow.server.ServerConnection;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.StreamConnection;

/** Knows every visitor's connection, so that each can be seen off when the server ends. */
final class OpenConnections {
    /** Connections that end without a request are noticed at every so many new ones. */
    private static final int SWEEP = 256;

    private static final Duration LOOK = Duration.ofMillis(5);

    private final Map<SocketAddress, OpenConnection> byPeer = new ConcurrentHashMap<>();
    private final AtomicInteger opened = new AtomicInteger();

    /** What XNIO is to tell of a new connection: it is known here before {@code next} serves it. */
    ChannelListener<StreamConnection> before(ChannelListener<StreamConnection> next) {
        return channel -> {
            know(channel);
            next.handleEvent(channel);
        };
    }

    /** A request's head has come whole. */
    void begun(ServerConnection connection) {
        OpenConnection open = find(connection);
        if (open != null) {
            open.begun();
        }
    }

    /** The request on this connection was answered to its end. */
    void answered(ServerConnection connection) {
        OpenConnection open = find(connection);
        if (open != null) {
            open.answered();
        }
    }

    /** Those that are open now. */
    List<OpenConnection> now() {
        forgetClosed();
        return List.copyOf(byPeer.values());
    }

    /**
     * Waits until those that {@code which} names are closed; closes those that are quiet.
     *
     * @param patience how long a connection may be quiet, from now on
     * @param bound how long to wait
     * @return how many are left, because requests on them last longer than {@code bound}
     */
    static int seeOff(Supplier<List<OpenConnection>> which, Duration patience, Duration bound)
            throws InterruptedException {
        int looks = Math.toIntExact(patience.dividedBy(LOOK));
        long end = System.nanoTime() + bound.toNanos();
        List<OpenConnection> left = open(which.get());
        while (!left.isEmpty() && System.nanoTime() < end) {
            left.forEach(connection -> connection.closeIfQuiet(looks));
            Thread.sleep(LOOK);
            left = open(which.get());
        }
        return left.size();
    }

    private void know(StreamConnection channel) {
        SocketAddress peer = channel.getPeerAddress();
        if (peer != null) {
            byPeer.put(peer, new OpenConnection(channel));
        }
        if (opened.incrementAndGet() % SWEEP == 0) {
            forgetClosed();
        }
    }

    private static List<OpenConnection> open(List<OpenConnection> connections) {
        return connections.stream().filter(OpenConnection::isOpen).toList();
    }

    private @Nullable OpenConnection find(ServerConnection connection) {
        SocketAddress peer = connection.getPeerAddress();
        return peer == null ? null : byPeer.get(peer);
    }

    private void forgetClosed() {
        byPeer.values().removeIf(connection -> !connection.isOpen());
    }
}

package bip.server.web;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket that visitors connect to.
 *
 * @param inherited it came open from whoever started this process, as file descriptor 0, and
 *     outlives it: closing it here ends only this process's hold, and visitors wait in it for the
 *     next process
 */
record ListeningSocket(ServerSocketChannel channel, boolean inherited) {
    private static final Logger log = LoggerFactory.getLogger(ListeningSocket.class);

    /** Visitors that may wait to be accepted; only for a socket opened here. */
    private static final int BACKLOG = 1024;

    /**
     * The inherited socket when there is one, else one bound to {@code address}.
     *
     * @throws IOException if the address is taken, or not this machine's
     */
    static ListeningSocket inheritedOr(InetSocketAddress address) throws IOException {
        Channel given = System.inheritedChannel();
        if (isListening(given)) {
            return new ListeningSocket((ServerSocketChannel) given, true);
        }
        if (given != null) {
            log.warn("standard input is a socket, but not a listening one: {}", given);
        }
        return bind(address);
    }

    /**
     * A socket of this process's own.
     *
     * @throws IOException if the address is taken, or not this machine's
     */
    static ListeningSocket bind(InetSocketAddress address) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            // Connections of a process before this one may still be in TIME_WAIT.
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(address, BACKLOG);
            return new ListeningSocket(channel, false);
        } catch (IOException e) {
            try (channel) {
                throw e;
            }
        }
    }

    InetSocketAddress address() throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }

    private static boolean isListening(@Nullable Channel given) throws IOException {
        return given instanceof ServerSocketChannel socket
                && socket.getLocalAddress() instanceof InetSocketAddress;
    }
}

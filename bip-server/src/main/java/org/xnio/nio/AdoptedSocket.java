package org.xnio.nio;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.Executor;
import org.xnio.ChannelListener;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/**
 * Serves on a listening socket that is open already. XNIO only ever opens and binds its own ({@code
 * NioXnioWorker.createTcpConnectionServer}); this does the same with one that it is given, and
 * names the thread that XNIO keeps to itself.
 */
public final class AdoptedSocket {
    private AdoptedSocket() {}

    /**
     * Makes {@code socket} one of {@code worker}'s; accepts are not resumed yet.
     *
     * @param opened is told of each connection, on the I/O thread that will serve it
     * @throws IOException if the socket is closed
     */
    public static AcceptingChannel<StreamConnection> adopt(
            XnioWorker worker,
            ServerSocketChannel socket,
            OptionMap options,
            ChannelListener<? super AcceptingChannel<StreamConnection>> opened)
            throws IOException {
        socket.configureBlocking(false);
        QueuedNioTcpServer2 server =
                new QueuedNioTcpServer2(
                        new NioTcpServer((NioXnioWorker) worker, socket, options, true));
        server.setAcceptListener(opened);
        return server;
    }

    /**
     * The thread on which {@code worker} takes connections from its sockets, and on which it begins
     * and ceases to: what it is given to do is done after what was asked before.
     */
    public static Executor acceptThread(XnioWorker worker) {
        return ((NioXnioWorker) worker).getAcceptThread();
    }
}

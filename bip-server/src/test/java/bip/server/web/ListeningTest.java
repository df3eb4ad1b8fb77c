package bip.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/** A listening socket, by what its visitors are to it. */
class ListeningTest {
    private static final int VISITORS = 12;

    /** The threads that open connections are slower than the one that takes them. */
    @Test
    void knowsEveryVisitorThatItTookOnceItLeavesTheOthersWaiting() throws Exception {
        AtomicInteger known = new AtomicInteger();
        List<Socket> visitors = new ArrayList<>();
        try (ServerSocketChannel channel = ServerSocketChannel.open()) {
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Listening listening =
                    Listening.on(
                            new ListeningSocket(channel, true), opened -> slowly(opened, known));
            for (int number = 0; number < VISITORS; number++) {
                visitors.add(
                        new Socket(
                                listening.address().getAddress(), listening.address().getPort()));
            }

            listening.suspend(Duration.ofMinutes(1));

            assertThat(known.get() + stillWaiting(channel)).isEqualTo(VISITORS);
            listening.close();
        } finally {
            for (Socket visitor : visitors) {
                visitor.close();
            }
        }
    }

    private static void slowly(StreamConnection opened, AtomicInteger known) {
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        known.incrementAndGet();
        IoUtils.safeClose(opened);
    }

    private static int stillWaiting(ServerSocketChannel channel) throws Exception {
        int waiting = 0;
        for (SocketChannel next = channel.accept(); next != null; next = channel.accept()) {
            next.close();
            waiting++;
        }
        return waiting;
    }
}

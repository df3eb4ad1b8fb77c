package bip.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xnio.StreamConnection;
import org.xnio.channels.StreamSourceChannel;

/** Seeing visitors off, on real sockets, by threads that do not always run when they would. */
class OpenConnectionsTest {
    private static final Duration BOUND = Duration.ofSeconds(20);

    private final OpenConnections connections = new OpenConnections();
    private final CompletableFuture<StreamConnection> opened = new CompletableFuture<>();
    private final CountDownLatch stands = new CountDownLatch(1);
    private final ServerSocketChannel socket = ServerSocketChannel.open();
    private Listening listening;

    OpenConnectionsTest() throws IOException {
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        listening =
                Listening.on(
                        new ListeningSocket(socket, true), connections.before(this::answerOneByte));
    }

    @AfterEach
    void close() throws IOException {
        listening.close();
        socket.close();
    }

    /** A machine that stands still makes nobody quiet: what came meanwhile is not read yet. */
    @Test
    void closesNobodyWhoseRequestCameWhileItsThreadDidNotRun() throws Exception {
        try (Socket visitor = visit()) {
            opened.get(1, TimeUnit.MINUTES).getIoThread().execute(this::standStill);
            stands.await();
            visitor.getOutputStream().write('?');

            int left = OpenConnections.seeOff(connections::now, GracefulEnd.PATIENCE, BOUND);

            assertThat(visitor.getInputStream().read()).isEqualTo('!');
            assertThat(left).isZero();
        }
    }

    @Test
    void closesWhoSendsNothing() throws Exception {
        try (Socket visitor = visit()) {
            opened.get(1, TimeUnit.MINUTES);

            int left = OpenConnections.seeOff(connections::now, GracefulEnd.PATIENCE, BOUND);

            assertThat(visitor.getInputStream().read()).isEqualTo(-1);
            assertThat(left).isZero();
        }
    }

    private Socket visit() throws IOException {
        return new Socket(listening.address().getAddress(), listening.address().getPort());
    }

    private void standStill() {
        stands.countDown();
        long end = System.nanoTime() + GracefulEnd.PATIENCE.multipliedBy(2).toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    private void answerOneByte(StreamConnection visitor) {
        visitor.getSourceChannel().getReadSetter().set(source -> answer(visitor, source));
        visitor.getSourceChannel().resumeReads();
        opened.complete(visitor);
    }

    private static void answer(StreamConnection visitor, StreamSourceChannel source) {
        try (visitor) {
            if (source.read(ByteBuffer.allocate(1)) > 0) {
                visitor.getSinkChannel().write(ByteBuffer.wrap(new byte[] {'!'}));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

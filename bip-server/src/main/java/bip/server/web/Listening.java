package bip.server.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;
import org.xnio.nio.AdoptedSocket;

/** The I/O threads, and the socket on which they take connections. */
final class Listening implements AutoCloseable {
    private static final int IO_THREADS = 2;

    private final XnioWorker worker;
    private final AcceptingChannel<StreamConnection> server;
    private final ListeningSocket socket;
    private final InetSocketAddress address;

    private Listening(
            XnioWorker worker,
            AcceptingChannel<StreamConnection> server,
            ListeningSocket socket,
            InetSocketAddress address) {
        this.worker = worker;
        this.server = server;
        this.socket = socket;
        this.address = address;
    }

    /**
     * Takes connections on {@code socket} from now on.
     *
     * @param opened is told of each, on the I/O thread that serves it
     */
    static Listening on(ListeningSocket socket, ChannelListener<StreamConnection> opened)
            throws IOException {
        XnioWorker worker = startWorker();
        AcceptingChannel<StreamConnection> server =
                AdoptedSocket.adopt(
                        worker,
                        socket.channel(),
                        OptionMap.create(Options.TCP_NODELAY, true),
                        ChannelListeners.openListenerAdapter(opened));
        server.resumeAccepts();
        return new Listening(worker, server, socket, socket.address());
    }

    InetSocketAddress address() {
        return address;
    }

    boolean isInherited() {
        return socket.inherited();
    }

    /** Returns when every I/O thread has done something. */
    void checkThreads() throws InterruptedException {
        askThreads().await();
    }

    /**
     * Leaves visitors waiting in the socket from now on. Returns when those whom it took are known
     * to {@code opened}: suspending is done by the thread that takes them, some time later, and
     * what that took is still to be opened by theirs.
     *
     * @param bound how long threads are waited for that do not answer
     */
    void suspend(Duration bound) throws InterruptedException {
        long end = System.nanoTime() + bound.toNanos();
        server.suspendAccepts();
        CountDownLatch suspended = new CountDownLatch(1);
        AdoptedSocket.acceptThread(worker).execute(suspended::countDown);
        suspended.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        askThreads().await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private CountDownLatch askThreads() {
        CountDownLatch answers = new CountDownLatch(IO_THREADS);
        for (int number = 0; number < IO_THREADS; number++) {
            worker.getIoThread(number).execute(answers::countDown);
        }
        return answers;
    }

    /**
     * Ends the threads, and with them all connections and this process's hold of the socket. Their
     * end matters to visitors who wait in an inherited socket: a JVM waits 300 ms for threads that
     * are in the kernel before it exits. When an inherited socket is closed, the JDK redirects
     * standard input, output and error to {@code /dev/null}: nothing can be said there afterwards.
     */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the listening socket", e);
        }
        worker.shutdownNow();
    }

    /** Finds XNIO, which takes its time over it. */
    static void warmUp() {
        xnio();
    }

    private static Xnio xnio() {
        return Xnio.getInstance(Listening.class.getClassLoader());
    }

    private static XnioWorker startWorker() throws IOException {
        return xnio().createWorker(
                        OptionMap.builder()
                                .set(Options.WORKER_IO_THREADS, IO_THREADS)
                                .set(Options.WORKER_TASK_CORE_THREADS, 1)
                                .set(Options.WORKER_TASK_MAX_THREADS, 1)
                                .set(Options.TCP_NODELAY, true)
                                .set(Options.THREAD_DAEMON, true)
                                .getMap());
    }
}

package bip.server.web;

import bip.server.errortracking.ErrorReporter;
import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelListeners;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/**
 * The door of this room: the HTTP server. Rooms register at {@link #routes()}, then it is started,
 * then closed, each once.
 */
public final class WebServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WebServer.class);

    /** How long requests in flight may take to end once the server is asked to. */
    static final Duration LAST_REQUESTS = Duration.ofSeconds(10);

    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int BACKLOG = 1024;
    private static final int IO_THREADS = 2;

    /** Headers and request line; browsers send less than 8 kB. */
    private static final int HEADER_BYTES = 16 * 1024;

    private static final long BODY_BYTES = FormReader.MAX_BYTES;

    private final WebSettings settings;
    private final RouteTable routes = new RouteTable();
    private final ExecutorService threads;
    private final Dispatcher dispatcher;
    private final AtomicBoolean closed = new AtomicBoolean();
    private @Nullable XnioWorker worker;
    private @Nullable AcceptingChannel<? extends StreamConnection> socket;
    private @Nullable InetSocketAddress address;

    /**
     * Prepares a server; nothing is opened before {@link #start}.
     *
     * @param frame what stands round each page; asked at each rendering
     * @param filter judges each request for a registered route
     * @param errors told of what a room did not expect
     * @param random source of the requests' references
     */
    public WebServer(
            WebSettings settings,
            Supplier<PageFrame> frame,
            RequestFilter filter,
            ErrorReporter errors,
            RandomGenerator random) {
        this.settings = settings;
        this.threads =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("request-", 0).factory());
        boolean https =
                settings.baseUrl().filter(url -> "https".equals(url.getScheme())).isPresent();
        this.dispatcher =
                new Dispatcher(
                        threads,
                        settings,
                        new Answers(routes, frame, filter, errors),
                        new ReplyWriter(new SecurityHeaders(https)),
                        new References(random));
    }

    /** Where rooms register what they answer, before the start. */
    public Routes routes() {
        return routes;
    }

    /**
     * Binds the address and begins to answer.
     *
     * @throws IOException if the address is taken, or not this machine's
     */
    public void start() throws IOException {
        XnioWorker started =
                Xnio.getInstance(WebServer.class.getClassLoader())
                        .createWorker(
                                OptionMap.builder()
                                        .set(Options.WORKER_IO_THREADS, IO_THREADS)
                                        .set(Options.WORKER_TASK_CORE_THREADS, 1)
                                        .set(Options.WORKER_TASK_MAX_THREADS, 1)
                                        .set(Options.TCP_NODELAY, true)
                                        .set(Options.THREAD_DAEMON, true)
                                        .getMap());
        worker = started;
        socket =
                started.createStreamConnectionServer(
                        settings.listen(),
                        ChannelListeners.openListenerAdapter(listener()),
                        OptionMap.builder()
                                .set(Options.REUSE_ADDRESSES, true)
                                .set(Options.BACKLOG, BACKLOG)
                                .set(Options.TCP_NODELAY, true)
                                .getMap());
        address = socket.getLocalAddress(InetSocketAddress.class);
        socket.resumeAccepts();
    }

    /**
     * Where it listens.
     *
     * @throws IllegalStateException if it was not started
     */
    public InetSocketAddress address() {
        if (address == null) {
            throw new IllegalStateException("not started");
        }
        return address;
    }

    /**
     * Takes no new connection, lets requests in flight end within a bound, then closes everything.
     * May be called when the start failed half-way; a second call does nothing.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            // XNIO would wait for ever for its threads, which are gone, to close the socket again.
            return;
        }
        dispatcher.end();
        stopAccepting();
        try {
            if (!dispatcher.inFlight().awaitNone(LAST_REQUESTS)) {
                log.warn("requests were cut off: they did not end within {}", LAST_REQUESTS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
        if (worker != null) {
            worker.shutdownNow();
        }
    }

    private HttpOpenListener listener() {
        // No buffers kept by thread: each virtual thread would keep its own.
        DefaultByteBufferPool buffers = new DefaultByteBufferPool(true, BUFFER_BYTES, 1024, 0);
        HttpOpenListener listener =
                new HttpOpenListener(
                        buffers,
                        OptionMap.builder()
                                .set(UndertowOptions.DECODE_URL, false)
                                .set(UndertowOptions.MAX_HEADER_SIZE, HEADER_BYTES)
                                .set(UndertowOptions.MAX_HEADERS, 100)
                                .set(UndertowOptions.MAX_PARAMETERS, 100)
                                .set(UndertowOptions.MAX_COOKIES, 50)
                                .set(UndertowOptions.MAX_ENTITY_SIZE, BODY_BYTES)
                                .set(UndertowOptions.IDLE_TIMEOUT, 60_000)
                                .set(UndertowOptions.NO_REQUEST_TIMEOUT, 60_000)
                                .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, 10_000)
                                .set(UndertowOptions.ALWAYS_SET_DATE, true)
                                .getMap());
        listener.setRootHandler(dispatcher);
        return listener;
    }

    private void stopAccepting() {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot close the listening socket", e);
            }
        }
    }
}

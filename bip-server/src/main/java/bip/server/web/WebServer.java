package bip.server.web;

import bip.server.errortracking.ErrorReporter;
import bip.server.text.Language;
import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.OptionMap;

/**
 * The door of this room: the HTTP server. Rooms register at {@link #routes()}, then it is started,
 * then closed, each once.
 */
public final class WebServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WebServer.class);

    private static final int BUFFER_BYTES = 16 * 1024;

    /**
     * Headers and request line. Undertow cuts off who sends more, without a page: the bounds within
     * which visitors get one are {@link Dispatcher}'s, and lower.
     */
    private static final int HEADER_BYTES = 64 * 1024;

    private static final long BODY_BYTES = UnreadBody.MAX_BYTES;

    private final WebSettings settings;
    private final RouteTable routes = new RouteTable();
    private final ExecutorService threads;
    private final Dispatcher dispatcher;
    private final OpenConnections connections = new OpenConnections();
    private final RefusalPages refusals;
    private final AtomicBoolean closed = new AtomicBoolean();
    private @Nullable Listening listening;

    /**
     * Prepares a server; nothing is opened before {@link #start}.
     *
     * @param frame what stands round each page; asked at each rendering for the language of the
     *     page
     * @param filter judges each request for a registered route
     * @param errors told of what a room did not expect
     * @param random source of the requests' references
     */
    public WebServer(
            WebSettings settings,
            Function<Language, PageFrame> frame,
            RequestFilter filter,
            ErrorReporter errors,
            RandomGenerator random) {
        this.settings = settings;
        this.threads =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("request-", 0).factory());
        boolean https =
                settings.baseUrl().filter(url -> "https".equals(url.getScheme())).isPresent();
        SecurityHeaders security = new SecurityHeaders(https);
        References references = new References(random);
        this.refusals = new RefusalPages(security, references, routes::isForPrograms);
        this.dispatcher =
                new Dispatcher(
                        threads,
                        settings,
                        new Answers(routes, frame, filter, errors),
                        new ReplyWriter(security),
                        references,
                        connections);
    }

    /**
     * Loads what showing pages and taking connections needs: half of a start's work, and none of it
     * has to wait for the database. Changes nothing; what fails here fails for a visitor, and is
     * told there.
     */
    public static void warmUp() {
        try {
            new Pages(new Assets())
                    .render("error/404", Map.of(), PageFrame.DEFAULT, Call.own("/", ""));
            Listening.warmUp();
        } catch (RuntimeException | LinkageError e) {
            log.debug("the start is slower than it could be", e);
        }
    }

    /** Where rooms register what they answer, before the start. */
    public Routes routes() {
        return routes;
    }

    /** Templates of all that rooms registered. */
    public List<String> templates() {
        return routes.templates();
    }

    /**
     * Begins to answer on the socket that this process inherited, else on the address of the
     * settings.
     *
     * @throws IOException if the address is taken, or not this machine's
     */
    public void start() throws IOException {
        start(ListeningSocket.inheritedOr(settings.listen()));
    }

    void start(ListeningSocket socket) throws IOException {
        listening = Listening.on(socket, connections.before(refusals.before(listener())));
    }

    /**
     * Asks for a page within this process, not through the socket, where the question would queue
     * behind visitors. Also before the start.
     *
     * @param path as in a request line
     * @return the status
     */
    public int ask(String path) {
        return dispatcher.ask(path, "").status();
    }

    /**
     * The same with the whole answer.
     *
     * @param target path and query, as in a request line
     */
    public Fetched fetch(String target) {
        int mark = target.indexOf('?');
        return mark < 0
                ? Fetched.of(dispatcher.ask(target, ""))
                : Fetched.of(dispatcher.ask(target.substring(0, mark), target.substring(mark + 1)));
    }

    /**
     * Returns when every thread that serves connections answers.
     *
     * @throws IllegalStateException if it was not started
     */
    public void checkThreads() throws InterruptedException {
        listening().checkThreads();
    }

    /**
     * Where it listens.
     *
     * @throws IllegalStateException if it was not started
     */
    public InetSocketAddress address() {
        return listening().address();
    }

    /** The socket came from whoever started this process, and outlives it. */
    public boolean isInherited() {
        return listening().isInherited();
    }

    /**
     * Lets requests in flight end within a bound, answers visitors until the last moment, then
     * closes everything. May be called when the start failed half-way; a second call does nothing.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            // XNIO would wait for ever for its threads, which are gone, to close the socket again.
            return;
        }
        dispatcher.end();
        if (listening != null) {
            end(listening);
        }
        threads.shutdownNow();
    }

    private void end(Listening from) {
        try {
            long start = System.nanoTime();
            int left = new GracefulEnd(connections, from).seeOffAll();
            log.info("visitors were seen off in {} ms", (System.nanoTime() - start) / 1_000_000);
            if (left > 0) {
                log.warn("requests were cut off: {} did not end in time", left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connections.now().forEach(OpenConnection::cut);
        from.close();
    }

    private Listening listening() {
        if (listening == null) {
            throw new IllegalStateException("not started");
        }
        return listening;
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
}

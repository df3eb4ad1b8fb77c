package bip.ctl.testing;

import bip.ctl.layout.Layout;
import bip.ctl.probe.HealthProbe;
import bip.ctl.probe.ListenAddress;
import bip.ctl.service.ServiceManager;
import bip.ctl.service.ServiceState;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A service manager without processes that answers {@code /health} over real HTTP as the release
 * that {@code current} named at the start would. A release says in {@code lib/behaviour} how it
 * behaves: {@code dies}, {@code unready}, {@code liar}, or well.
 */
public final class FakeService implements ServiceManager, AutoCloseable {

    private final Layout layout;
    private final HttpServer http;
    private volatile @Nullable Path release;
    private volatile boolean hasDied;
    private final AtomicBoolean failsNext = new AtomicBoolean();
    private final AtomicInteger starts = new AtomicInteger();

    public FakeService(Layout layout) throws IOException {
        this.layout = layout;
        this.http =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::answer);
        http.start();
    }

    public HealthProbe probe() {
        return new HealthProbe(new ListenAddress("127.0.0.1", http.getAddress().getPort()));
    }

    /** The next server that is started dies at once, whatever its release. */
    public void failNextStart() {
        failsNext.set(true);
    }

    /** How often a server was started. */
    public int starts() {
        return starts.get();
    }

    @Override
    public void start() throws IOException {
        if (!(state() instanceof ServiceState.Running)) {
            Path started = layout.current().resolve("release").toRealPath();
            release = started;
            hasDied = behaviour(started).equals("dies") || failsNext.getAndSet(false);
            starts.incrementAndGet();
        }
    }

    @Override
    public void restart() throws IOException {
        stop();
        start();
    }

    @Override
    public void stop() {
        release = null;
        hasDied = false;
    }

    @Override
    public ServiceState state() {
        Path running = release;
        if (hasDied) {
            return new ServiceState.Died(OptionalInt.of(1), List.of("out of luck"));
        }
        return running == null
                ? new ServiceState.Stopped()
                : new ServiceState.Running(starts.get(), Instant.EPOCH, running);
    }

    static String behaviour(Path release) {
        try {
            Path file = release.resolve("lib/behaviour");
            return Files.exists(file) ? Files.readString(file).strip() : "well";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        Path running = release;
        if (running == null || hasDied) {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
            return;
        }
        FakePages.answer(exchange, running, behaviour(running), Files.exists(layout.freeze()));
    }

    @Override
    public void close() {
        http.stop(0);
    }
}

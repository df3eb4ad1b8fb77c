package bip.packaging;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/**
 * Visitors of a server, as a process of their own: so they can live in another network name space
 * than whoever sends them. Prints {@link #STARTED}, and when they have gone one line of JSON, a
 * {@link LoadReport}.
 */
@Command(name = "load-client")
final class LoadClient implements Callable<Integer> {
    private static final Duration AFTER_FAILURE = Duration.ofMillis(10);

    static final String STARTED = "visiting";

    private final AtomicBoolean stopped = new AtomicBoolean();

    @Option(names = "--host", defaultValue = "127.0.0.1")
    private String host = "";

    @Option(names = "--port", required = true)
    private int port;

    @Option(names = "--path", defaultValue = "/")
    private String path = "";

    @Option(names = "--connections", defaultValue = "16")
    private int connections;

    @Option(names = "--keep-alive", description = "Else each request has its own connection.")
    private boolean keepAlive;

    @Option(names = "--at-least", defaultValue = "0")
    private long atLeast;

    @Option(names = "--requests", defaultValue = "1000000")
    private long requests;

    @Option(names = "--seconds", defaultValue = "600")
    private long seconds;

    @Option(names = "--patience-seconds", defaultValue = "30")
    private long patience;

    @Option(names = "--until-input-ends", description = "Stop when standard input ends.")
    private boolean untilInputEnds;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LoadClient()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (untilInputEnds) {
            Thread.ofPlatform().daemon().start(this::awaitEndOfInput);
        }
        LoadPlan plan =
                new LoadPlan(
                        new InetSocketAddress(InetAddress.ofLiteral(host), port),
                        path,
                        connections,
                        keepAlive,
                        atLeast,
                        requests,
                        Duration.ofSeconds(seconds),
                        Duration.ofSeconds(patience));
        System.out.println(STARTED);
        System.out.println(JsonMapper.shared().writeValueAsString(run(plan, stopped)));
        return 0;
    }

    /** Sends until a bound of the plan, or until {@code stopped} and enough were sent. */
    static LoadReport run(LoadPlan plan, AtomicBoolean stopped) throws InterruptedException {
        LoadTally tally = new LoadTally(plan.atLeast(), plan.requests());
        long end = System.nanoTime() + plan.time().toNanos();
        List<Thread> visitors = new ArrayList<>();
        for (int number = 0; number < plan.connections(); number++) {
            visitors.add(Thread.ofPlatform().start(() -> visit(plan, tally, end, stopped)));
        }
        for (Thread visitor : visitors) {
            visitor.join();
        }
        return tally.report();
    }

    private static void visit(LoadPlan plan, LoadTally tally, long end, AtomicBoolean stopped) {
        LoadConnection connection = null;
        while (System.nanoTime() < end && tally.take(stopped.get())) {
            connection = sendOne(plan, tally, connection);
        }
        if (connection != null) {
            connection.close();
        }
    }

    /** Sends one request; returns the connection for the next one, or null when it needs a new. */
    private static @Nullable LoadConnection sendOne(
            LoadPlan plan, LoadTally tally, @Nullable LoadConnection kept) {
        long start = System.nanoTime();
        LoadConnection connection = kept;
        try {
            if (connection == null) {
                connection = LoadConnection.open(plan);
                tally.opened();
            }
            connection.exchange();
            tally.answered(millisSince(start));
            if (!connection.isOver()) {
                return connection;
            }
        } catch (LoadException e) {
            tally.failed(e, millisSince(start));
            // A visitor who is refused does not come back at once; one that spins would only
            // keep the server from starting.
            LockSupport.parkNanos(AFTER_FAILURE.toNanos());
        }
        if (connection != null) {
            connection.close();
        }
        return null;
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    private void awaitEndOfInput() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException _) {
            // As good as its end.
        }
        stopped.set(true);
    }
}

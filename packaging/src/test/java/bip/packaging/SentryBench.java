package bip.packaging;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What a Sentry that accepts connections and never answers costs the readers, while errors happen
 * 200 times a second: the 99th percentile of whole pages, beside the same server without Sentry,
 * measured in turn. Prints; judges nothing. Takes about two minutes.
 */
public final class SentryBench {

    private static final int PAIRS = 5;
    private static final Duration ROUND = Duration.ofSeconds(8);
    private static final int ERRORS_PER_SECOND = 200;
    private static final int ERRORS_PER_PAGE = 2;
    private static final int PAGES_PER_SECOND = ERRORS_PER_SECOND / ERRORS_PER_PAGE;

    /** One after another, so that a cold server is not buried under them. */
    private static final int WARM_UP = 1_500;

    private static final String PAGE = "/strona/status-prawny-i-statut";

    private final Path folder;
    private final Site site;
    private final String damaged;

    private SentryBench(Path folder, Site site, String damaged) {
        this.folder = folder;
        this.site = site;
        this.damaged = damaged;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("bip-sentry-bench");
        try (Site site = Site.prepare(folder.resolve("site"), Checkout.channel().toString())) {
            site.bipctl("install", "1.0.0", "--yes").ended(0);
            site.server("import", "biuletyn-bip", Checkout.legacyData().toString()).ended(0);
            site.bipctl("stop").ended(0);
            new SentryBench(folder, site, DamagedPage.in(site, PAGE)).run();
        } finally {
            Programs.run(List.of("chmod", "-R", "u+w", folder.toString()), folder);
            Trees.delete(folder);
        }
    }

    private void run() throws Exception {
        try (var deaf = new DeafReceiver();
                var with = start("with", Map.of("SENTRY_DSN", deaf.dsn()));
                var without = start("without", Map.of())) {
            warmUp(with);
            warmUp(without);
            System.out.printf(
                    "%nbip: pages at %d/s, errors at %d/s, Sentry accepts and never answers;"
                            + " %d rounds of %d s in turn%n%n%-8s %14s %14s %7s%n",
                    PAGES_PER_SECOND,
                    ERRORS_PER_SECOND,
                    PAIRS,
                    ROUND.toSeconds(),
                    "round",
                    "p99 ms, Sentry",
                    "p99 ms, none",
                    "ratio");
            pairs(with, without);
            System.out.printf(
                    Locale.ROOT,
                    "%-8s %14.0f %14.0f   resident memory, MiB (connections to Sentry: %d)%n%n",
                    "memory",
                    with.residentMebibytes(),
                    without.residentMebibytes(),
                    deaf.connections());
        }
    }

    private static void pairs(Running with, Running without) throws Exception {
        var ours = new double[PAIRS];
        var theirs = new double[PAIRS];
        var ratios = new double[PAIRS];
        for (int pair = 0; pair < PAIRS; pair++) {
            // Whichever comes second finds the machine as the first left it, so they change places.
            boolean isFirst = pair % 2 == 0;
            double early = p99(isFirst ? with : without);
            double late = p99(isFirst ? without : with);
            ours[pair] = isFirst ? early : late;
            theirs[pair] = isFirst ? late : early;
            ratios[pair] = ours[pair] / theirs[pair];
            row(String.valueOf(pair + 1), ours[pair], theirs[pair], ratios[pair]);
        }
        row("median", median(ours), median(theirs), median(ratios));
    }

    private static void row(String name, double ours, double theirs, double ratio) {
        System.out.printf(Locale.ROOT, "%-8s %14.2f %14.2f %7.2f%n", name, ours, theirs, ratio);
    }

    /** Milliseconds of one page in a hundred or less, over one round. */
    private static double p99(Running server) throws Exception {
        Queue<Double> millis = new ConcurrentLinkedQueue<>();
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        long pause = TimeUnit.SECONDS.toNanos(1) / PAGES_PER_SECOND;
        try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
            long start = System.nanoTime();
            for (int i = 0; i < ROUND.toSeconds() * PAGES_PER_SECOND; i++) {
                // By the clock, not by the answers: a slow server is not asked less.
                long due = start + i * pause;
                LockSupport.parkNanos(due - System.nanoTime());
                requests.execute(() -> ask(server.address(PAGE), 200, due, millis, wrong));
                for (int error = 0; error < ERRORS_PER_PAGE; error++) {
                    requests.execute(() -> ask(server.damaged(), 500, due, unused(), wrong));
                }
            }
        }
        demandNone(wrong);
        double[] sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[(int) (sorted.length * 0.99)];
    }

    private static void warmUp(Running server) throws IOException {
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < WARM_UP; i++) {
            ask(server.address(PAGE), 200, 0, unused(), wrong);
            ask(server.damaged(), 500, 0, unused(), wrong);
        }
        demandNone(wrong);
    }

    private static void demandNone(Queue<String> wrong) throws IOException {
        if (!wrong.isEmpty()) {
            throw new IOException(wrong.size() + " requests went wrong, e.g. " + wrong.peek());
        }
    }

    private static Queue<Double> unused() {
        return new ConcurrentLinkedQueue<>();
    }

    private static void ask(
            URI address, int expected, long due, Queue<Double> millis, Queue<String> wrong) {
        try {
            var connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(10_000);
            connection.setReadTimeout(10_000);
            int status = connection.getResponseCode();
            try (var in =
                    status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                in.readAllBytes();
            }
            if (status != expected) {
                wrong.add("status " + status + " of " + address);
            }
            millis.add((System.nanoTime() - due) / 1e6);
        } catch (IOException e) {
            wrong.add(e + " of " + address);
        }
    }

    private Running start(String name, Map<String, String> settings) throws Exception {
        int port = Ports.free();
        ProcessBuilder builder = site.serverProcess(site.serverCommand());
        builder.environment().putAll(settings);
        builder.environment().put("BIP_LISTEN", "127.0.0.1:" + port);
        builder.environment().put("BIP_LOG_FILE", folder.resolve(name + ".log").toString());
        Process process =
                builder.redirectErrorStream(true)
                        .redirectOutput(folder.resolve(name + ".out").toFile())
                        .start();
        var running = new Running(process, port, damaged);
        try {
            running.awaitFirstPage();
            return running;
        } catch (IOException e) {
            running.close();
            throw e;
        }
    }

    /** A server of the bench. */
    private record Running(Process process, int port, String damagedPath) implements AutoCloseable {

        URI address(String path) {
            return URI.create("http://127.0.0.1:" + port + path);
        }

        URI damaged() {
            return address(damagedPath);
        }

        void awaitFirstPage() throws IOException {
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (!answers()) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IOException(
                            "the server on port " + port + " does not answer " + PAGE);
                }
                LockSupport.parkNanos(20_000_000);
            }
        }

        private boolean answers() {
            Queue<String> wrong = new ConcurrentLinkedQueue<>();
            ask(address(PAGE), 200, System.nanoTime(), unused(), wrong);
            return wrong.isEmpty();
        }

        double residentMebibytes() throws IOException {
            return Bench.residentMebibytes(process);
        }

        @Override
        public void close() throws InterruptedException {
            process.destroy();
            process.waitFor();
        }
    }

    /** Accepts connections, keeps them open, and neither reads nor answers. */
    private static final class DeafReceiver implements AutoCloseable {
        private final ServerSocket socket =
                new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final List<Socket> connections = new CopyOnWriteArrayList<>();

        DeafReceiver() throws IOException {
            Thread.ofVirtual().start(this::accept);
        }

        String dsn() {
            return "http://key@127.0.0.1:" + socket.getLocalPort() + "/1";
        }

        int connections() {
            return connections.size();
        }

        private void accept() {
            try {
                while (!socket.isClosed()) {
                    connections.add(socket.accept());
                }
            } catch (IOException e) {
                // Closed at the end of the bench.
                return;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
            for (Socket connection : new ArrayList<>(connections)) {
                connection.close();
            }
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}

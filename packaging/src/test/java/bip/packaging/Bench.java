package bip.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Times and memory of what users get, each beside a baseline measured in turn with it, so that a
 * noisy machine moves both. Prints medians of {@value #RUNS}; judges nothing.
 */
public final class Bench {

    private static final int RUNS = 10;
    private static final int REQUESTS = 10_000;
    private static final int TIMED_REQUESTS = 1_000;
    private static final String PAGE = "/strona/status-prawny-i-statut";

    private final Path folder;

    private Bench(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("bip-bench");
        try {
            new Bench(folder).run();
        } finally {
            Programs.run(List.of("chmod", "-R", "u+w", folder.toString()), folder);
            Trees.delete(folder);
        }
        SentryBench.main(arguments);
    }

    private void run() throws Exception {
        System.out.printf(
                "%nbip: medians of %d on %d processors, after one warm-up; baseline in turn with it."
                        + "%nAbout 10 minutes. A goal is what the table is read against; nothing is"
                        + " judged here.%n",
                RUNS, Runtime.getRuntime().availableProcessors());
        startOfTheTool();
        ImportBench.main(new String[0]);
        try (Site site = Site.prepare(folder.resolve("site"), Checkout.channel().toString())) {
            site.bipctl("install", "1.0.0", "--yes").ended(0);
            site.server("import", "biuletyn-bip", Checkout.legacyData().toString()).ended(0);
            Path page = Files.write(folder.resolve("page.html"), site.get(PAGE).body());
            site.bipctl("stop").ended(0);
            startAndMemoryOfTheServer(site, page);
        }
    }

    private void startOfTheTool() throws IOException, InterruptedException {
        var tool = new double[RUNS];
        var bare = new double[RUNS];
        var toolCommand = List.of(Checkout.bipctl().toString(), "--version");
        String java = Checkout.root().resolve("dist/bipctl/runtime/bin/java").toString();
        var bareCommand = List.of(java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-version");
        for (int run = -1; run < RUNS; run++) {
            double a = millisOf(toolCommand);
            double b = millisOf(bareCommand);
            if (run >= 0) {
                tool[run] = a;
                bare[run] = b;
            }
        }
        Medians.printHead();
        Medians.print("bipctl --version, ms (java -version)", "< 200", tool, bare);
        System.out.println();
    }

    private double millisOf(List<String> command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Programs.run(command, folder);
        return (System.nanoTime() - start) / 1e6;
    }

    /** Each in turn: with the cache that bipctl made, without it, and a bare Undertow. */
    private void startAndMemoryOfTheServer(Site site, Path page) throws Exception {
        var with = new Series();
        var without = new Series();
        var bare = new Series();
        var cache = new StartCache(site);
        var restart = new RestartBench(site, PAGE);
        var waitWith = new double[RUNS];
        var waitWithout = new double[RUNS];
        for (int run = -1; run < RUNS; run++) {
            System.out.println(run < 0 ? "warm-up" : "round " + (run + 1) + " of " + RUNS);
            with.take(run, measure(site, site.serverCommand()));
            double wait = restart.worstWait(folder.resolve("server.log"));
            cache.putAside();
            without.take(run, measure(site, site.serverCommand()));
            double waitedWithout = restart.worstWait(folder.resolve("server.log"));
            cache.putBack();
            bare.take(run, measure(site, bareCommand(site, page)));
            if (run >= 0) {
                waitWith[run] = wait;
                waitWithout[run] = waitedWithout;
            }
        }
        Medians.printHead();
        Medians.print("start to first page, ms (no cache)", "<= 800", with.start, without.start);
        Medians.print("start to first page, ms (bare Undertow)", with.start, bare.start);
        Medians.print("resident when idle, MiB (no cache)", with.idle, without.idle);
        // 130 MB
        String memory = "<= 124";
        Medians.print(
                "resident after 10,000 requests, MiB (no cache)",
                memory,
                with.memory,
                without.memory);
        Medians.print(
                "resident after 10,000 requests, MiB (bare Undertow)",
                memory,
                with.memory,
                bare.memory);
        Medians.print("a page after 10,000 requests, us (bare Undertow)", with.page, bare.page);
        Medians.print(
                "worst wait of a restart at 40/s, ms (no cache)", "< 1000", waitWith, waitWithout);
    }

    /** One command's figures. */
    private static final class Series {
        private final double[] start = new double[RUNS];
        private final double[] idle = new double[RUNS];
        private final double[] memory = new double[RUNS];
        private final double[] page = new double[RUNS];

        /** The run before the first is a warm-up. */
        void take(int run, Measured measured) {
            if (run >= 0) {
                start[run] = measured.millisToFirstPage();
                idle[run] = measured.residentMebibytes();
                memory[run] = measured.residentAfterRequests();
                page[run] = measured.microsOfAPage();
            }
        }
    }

    /** The cache of loaded classes, which the launcher uses when it is there. */
    private record StartCache(Site site) {
        void putAside() throws IOException {
            Files.move(folder(), folder().resolveSibling("aside"));
        }

        void putBack() throws IOException {
            Files.move(folder().resolveSibling("aside"), folder());
        }

        private Path folder() {
            return site.root().resolve("var/cache/bip/aot");
        }
    }

    private static List<String> bareCommand(Site site, Path page) {
        Path release = site.root().resolve("opt/bip/current/release");
        String classes = Checkout.root().resolve("packaging/target/test-classes").toString();
        return List.of(
                release.resolve("runtime/bin/java").toString(),
                "-XX:+UseSerialGC",
                "-Xms16m",
                "-Xmx128m",
                "-cp",
                classes + ":" + release.resolve("lib") + "/*",
                "bip.packaging.BareServer",
                String.valueOf(site.port()),
                page.toString());
    }

    private record Measured(
            double millisToFirstPage,
            double residentMebibytes,
            double residentAfterRequests,
            double microsOfAPage) {}

    private Measured measure(Site site, List<String> command)
            throws IOException, InterruptedException {
        Path log = folder.resolve("server.log");
        long start = System.nanoTime();
        Process process =
                site.serverProcess(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            while (!site.answers(PAGE)) {
                if (!process.isAlive()) {
                    throw new IOException(command + " ended:\n" + Files.readString(log));
                }
                // Often enough to time by, seldom enough to leave the processors to the server.
                LockSupport.parkNanos(2_000_000);
            }
            double millis = (System.nanoTime() - start) / 1e6;
            double idle = residentMebibytes(process);
            ask(site, REQUESTS);
            double after = residentMebibytes(process);
            return new Measured(millis, idle, after, ask(site, TIMED_REQUESTS));
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    /** One after another; returns the microseconds of each. */
    private static double ask(Site site, int requests) throws IOException {
        long start = System.nanoTime();
        for (int i = 0; i < requests; i++) {
            site.get(PAGE);
        }
        return (System.nanoTime() - start) / 1e3 / requests;
    }

    /** VmRSS of /proc/PID/status, in kB there. */
    static double residentMebibytes(Process process) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
            }
        }
        throw new IOException("no VmRSS of " + process.pid());
    }
}

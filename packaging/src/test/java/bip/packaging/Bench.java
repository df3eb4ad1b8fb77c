package bip.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * Times and memory of what users get, each beside a baseline measured in turn with it, so that a
 * noisy machine moves both. Prints medians of {@value #RUNS}; judges nothing.
 */
public final class Bench {

    private static final int RUNS = 10;
    private static final String PAGE = "/strona/status-prawny-i-statut";

    private final Path folder;
    private final List<String> rows = new ArrayList<>();

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
                "%nbip: medians of %d on %d processors, after one warm-up; baseline in turn with it%n%n",
                RUNS, Runtime.getRuntime().availableProcessors());
        startOfTheTool();
        try (Site site = Site.prepare(folder.resolve("site"), Checkout.channel().toString())) {
            site.bipctl("install", "1.0.0", "--unsigned", "--yes").ended(0);
            site.server("import", "biuletyn-bip", Checkout.legacyData().toString()).ended(0);
            Path page = Files.write(folder.resolve("page.html"), site.get(PAGE).body());
            site.bipctl("stop").ended(0);
            startAndMemoryOfTheServer(site, page);
        }
        System.out.printf("%-44s %10s %10s %7s%n", "", "bip", "baseline", "ratio");
        rows.forEach(System.out::println);
        System.out.println();
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
        row("bipctl --version, ms (java -version)", tool, bare);
    }

    private double millisOf(List<String> command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Programs.run(command, folder);
        return (System.nanoTime() - start) / 1e6;
    }

    private void startAndMemoryOfTheServer(Site site, Path page) throws Exception {
        var start = new double[RUNS];
        var memory = new double[RUNS];
        var bareStart = new double[RUNS];
        var bareMemory = new double[RUNS];
        for (int run = -1; run < RUNS; run++) {
            Measured server = measure(site, site.serverCommand());
            Measured bare = measure(site, bareCommand(site, page));
            if (run >= 0) {
                start[run] = server.millisToFirstPage();
                memory[run] = server.residentMebibytes();
                bareStart[run] = bare.millisToFirstPage();
                bareMemory[run] = bare.residentMebibytes();
            }
        }
        row("start to first page, ms (bare Undertow)", start, bareStart);
        row("resident memory when idle, MiB (bare Undertow)", memory, bareMemory);
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

    private record Measured(double millisToFirstPage, double residentMebibytes) {}

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
            return new Measured(millis, residentMebibytes(process));
        } finally {
            process.destroy();
            process.waitFor();
        }
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

    private void row(String what, double[] ours, double[] baseline) {
        var ratios = new double[ours.length];
        for (int i = 0; i < ours.length; i++) {
            ratios[i] = ours[i] / baseline[i];
        }
        rows.add(
                String.format(
                        Locale.ROOT,
                        "%-44s %10.0f %10.0f %7.2f",
                        what,
                        median(ours),
                        median(baseline),
                        median(ratios)));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}

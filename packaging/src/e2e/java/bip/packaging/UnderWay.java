package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A bipctl that is at work, and whose journal is read to know how far it is. */
final class UnderWay implements AutoCloseable {

    private static final long LIMIT_SECONDS = 120;

    private final Laboratory laboratory;
    private final Process process;
    private final Path out;
    private final Path err;
    private final int journals;

    private UnderWay(Laboratory laboratory, String... arguments) throws IOException {
        this.laboratory = laboratory;
        this.journals = laboratory.journals().size();
        this.out = Files.createTempFile("bip-under-way", ".out");
        this.err = Files.createTempFile("bip-under-way", ".err");
        this.process = laboratory.site().start(out, err, arguments);
    }

    static UnderWay start(Laboratory laboratory, String... arguments) throws IOException {
        return new UnderWay(laboratory, arguments);
    }

    static UnderWay upgrade(Laboratory laboratory, String version) throws IOException {
        return start(laboratory, "upgrade", version, "--unsigned", "--yes");
    }

    Process process() {
        return process;
    }

    /** Returns once the intent of {@code step} is in the journal. */
    UnderWay awaitStep(String step) throws Exception {
        return awaitRecord(step, "intent");
    }

    /** Returns once that record is in the journal. */
    UnderWay awaitRecord(String step, String phase) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!hasRecord(step, phase)) {
            assertThat(process.isAlive()).as("bipctl ended before %s", step).isTrue();
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(1);
        }
        return this;
    }

    private boolean hasRecord(String step, String phase) throws IOException {
        return laboratory.journals().size() > journals
                && laboratory
                        .journal()
                        .lines()
                        .anyMatch(it ->
                                it.contains("\"step\":\"" + step + "\"")
                                        && it.contains("\"phase\":\"" + phase + "\""));
    }

    /** Does something while bipctl, but not what it started, stands still. */
    UnderWay meanwhile(Laboratory.Act act) throws Exception {
        signal("STOP");
        try {
            act.run();
        } finally {
            signal("CONT");
        }
        return this;
    }

    UnderWay signal(String name) throws IOException, InterruptedException {
        if (process.isAlive()) {
            Programs.run(List.of("kill", "-" + name, Long.toString(process.pid())), Path.of("/"));
        }
        return this;
    }

    /** As a terminal does it: to bipctl and to all that it started in its session. */
    UnderWay signalGroup(String name) throws IOException, InterruptedException {
        if (process.isAlive()) {
            Programs.run(List.of("kill", "-" + name, "--", "-" + process.pid()), Path.of("/"));
        }
        return this;
    }

    /** The program of a release that bipctl runs now. */
    ProcessHandle awaitChild(String word) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (true) {
            var found =
                    laboratory.processes().stream()
                            .filter(it -> commandLine(it).contains(word))
                            .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(1);
        }
    }

    /** Whole: that of {@link ProcessHandle.Info} ends after 4,096 bytes, within the class path. */
    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))
                    .replace('\0', ' ');
        } catch (IOException e) {
            // It has ended.
            return "";
        }
    }

    Site.Run end() throws IOException, InterruptedException {
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Site.Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
    }
}

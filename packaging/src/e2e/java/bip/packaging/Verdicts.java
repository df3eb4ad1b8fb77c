package bip.packaging;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What became of each point at which a scenario was cut short. */
final class Verdicts {

    private final String scenario;
    private final int records;
    private final List<Verdict> verdicts = new ArrayList<>();

    /**
     * One of them.
     *
     * @param point for people: where it was cut short
     * @param ending null when it ended in no right state
     * @param failure null when all was well
     */
    record Verdict(
            String point, @Nullable Ending ending, Duration took, @Nullable Throwable failure) {

        /** What went wrong. */
        Throwable reason() {
            return Objects.requireNonNull(failure);
        }
    }

    /** Cuts short, recovers and judges. */
    interface Trial {
        Ending run() throws Exception;
    }

    Verdicts(String scenario, int records) {
        this.scenario = scenario;
        this.records = records;
    }

    /** Runs {@code trial} and notes how it ended; one that fails does not end the others. */
    void add(String point, Trial trial) {
        add(of(point, trial));
    }

    void add(Verdict verdict) {
        verdicts.add(verdict);
    }

    /** Runs {@code trial} and tells how it ended. Any number of threads may. */
    Verdict of(String point, Trial trial) {
        long begin = System.nanoTime();
        Ending ending = null;
        Throwable failure = null;
        try {
            ending = trial.run();
        } catch (Exception | AssertionError e) {
            failure = e;
        }
        var verdict =
                new Verdict(point, ending, Duration.ofNanos(System.nanoTime() - begin), failure);
        System.out.printf(
                "%s, %s: %s, %d ms%n",
                scenario,
                point,
                failure == null ? ending : "FAILED " + failure.getMessage(),
                verdict.took().toMillis());
        return verdict;
    }

    String scenario() {
        return scenario;
    }

    int records() {
        return records;
    }

    int points() {
        return verdicts.size();
    }

    long count(Ending ending) {
        return verdicts.stream().filter(it -> it.ending() == ending).count();
    }

    List<Verdict> failed() {
        return verdicts.stream().filter(it -> it.failure() != null).toList();
    }

    /** The endings of those that ended well, in order. */
    List<Ending> endings() {
        return verdicts.stream().filter(it -> it.ending() != null).map(Verdict::ending).toList();
    }

    double medianSeconds() {
        var times = sorted();
        return times.isEmpty() ? 0 : times.get(times.size() / 2).toMillis() / 1000.0;
    }

    double worstSeconds() {
        var times = sorted();
        return times.isEmpty() ? 0 : times.getLast().toMillis() / 1000.0;
    }

    private List<Duration> sorted() {
        return verdicts.stream().map(Verdict::took).sorted().toList();
    }

    /** Fails with all that failed. */
    void assertAllWell() {
        var text = new StringWriter();
        var out = new PrintWriter(text);
        for (Verdict verdict : failed()) {
            out.println(scenario + ", " + verdict.point() + ":");
            verdict.reason().printStackTrace(out);
        }
        if (!failed().isEmpty()) {
            throw new AssertionError(failed().size() + " of " + points() + " points:\n" + text);
        }
    }
}

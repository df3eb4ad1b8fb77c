package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SortedSet;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Records what a scenario writes and syncs, rebuilds the folder as a power cut at each record would
 * leave it, and lets the next command deal with it.
 */
record PowerCut(Ground ground, AtRecord trap, Path folder) {

    /** Comes and goes without harm: logs, the index and the server's own log of its database. */
    private static final String HARMLESS =
            "var/log/.*|var/lib/bip/index.*|run/.*|.*/bip\\.db-(wal|shm): .*";

    /** Every how manieth record is cut in each variant, also when all that matters is synced. */
    private static final int ALL_VARIANTS = 4;

    /** What survives of that which was not synced. Contents never do. */
    enum Variant {
        LOST {
            @Override
            Predicate<Path> keptNames(int record) {
                return _ -> false;
            }
        },
        NAMES_KEPT {
            @Override
            Predicate<Path> keptNames(int record) {
                return _ -> true;
            }
        },
        /** Some folders' names, by a fixed seed. */
        MIXED {
            @Override
            Predicate<Path> keptNames(int record) {
                var random = new Random(record);
                return _ -> random.nextBoolean();
            }
        };

        abstract Predicate<Path> keptNames(int record);

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * Runs the scenario once and cuts the power at each of the {@code wanted} records.
     *
     * @return one verdict for each variant of each
     */
    Verdicts run(IntPredicate wanted) throws Exception {
        ground.resetStopped();
        var pauses = Pauses.prepare(ground.site().root(), folder);
        pauses.begin();
        int records = record(pauses);
        var verdicts = new Verdicts(ground.scenario().toString(), records);
        var model = new DiskModel(ground.site().root(), pauses.at(0));
        var trace =
                new DiskTrace(
                        model,
                        record -> {
                            model.remember(pauses.at(record));
                            boolean isSafe = look(model, pauses, record);
                            if (wanted.test(record)) {
                                cut(model, record, variants(record, isSafe), verdicts);
                            }
                        });
        assertThat(trace.replay(folder.resolve("trace"))).as("records seen").isEqualTo(records);
        return verdicts;
    }

    private int record(Pauses pauses) throws IOException, InterruptedException {
        Path end = folder.resolve("ended");
        Process strace = begin(pauses, end);
        int records = pauses.run(end);
        assertThat(Files.readString(end).strip())
                .as("exit code")
                .isEqualTo(Integer.toString(ground.scenario().exitCode()));
        ground.endAll();
        assertThat(strace.waitFor(1, TimeUnit.MINUTES)).as("strace has ended").isTrue();
        return records;
    }

    /** The server is started under it too: what it writes while it runs is a part of the disk. */
    private Process begin(Pauses pauses, Path end) throws IOException {
        String bipctl = Checkout.bipctl() + " --root " + ground.site().root() + " ";
        String start = ground.scenario().from().isEmpty() ? "" : bipctl + "start; ";
        var environment = new StringBuilder("env ");
        trap.pausing(pauses.signals())
                .forEach((key, value) ->
                        environment.append(key).append("='").append(value).append("' "));
        String script =
                start
                        + environment
                        + bipctl
                        + String.join(" ", ground.scenario().unsignedCommand())
                        + "; code=$?; echo $code >%1$s.new; mv %1$s.new %1$s".formatted(end);
        var command = new ArrayList<>(List.of("strace", "-f", "-qq", "-y", "-s", "0"));
        command.addAll(List.of("--seccomp-bpf", "-e", "signal=none"));
        command.addAll(List.of("-e", "trace=" + DiskTrace.CALLS));
        command.addAll(List.of("-o", folder.resolve("trace").toString(), "sh", "-c", script));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
    }

    /** Whether all but the harmless is synced: then what survives is nearly the same in each. */
    private static boolean look(DiskModel model, Pauses pauses, int record) throws IOException {
        SortedSet<String> wrong = model.disagreement(pauses.at(record));
        wrong.removeIf(it -> it.matches("(run|var/log|var/lib/bip/index|.*bip\\.db-).*"));
        assertThat(wrong).as("the model is not what is on the disk").isEmpty();
        SortedSet<String> unsafe = model.unsafe();
        unsafe.removeIf(it -> it.matches(HARMLESS));
        if (!unsafe.isEmpty()) {
            System.out.println("not yet safe at record " + record + ": " + unsafe);
        }
        return unsafe.isEmpty();
    }

    private static List<Variant> variants(int record, boolean isSafe) {
        return isSafe && record % ALL_VARIANTS != 0
                ? List.of(Variant.LOST)
                : List.of(Variant.values());
    }

    private void cut(DiskModel model, int record, List<Variant> variants, Verdicts verdicts) {
        for (Variant variant : variants) {
            verdicts.add(
                    "record " + record + ", " + variant.word(),
                    () -> restart(model, variant.keptNames(record)));
        }
    }

    private Ending restart(DiskModel model, Predicate<Path> keptNames) throws Exception {
        ground.endAll();
        Path root = ground.site().root();
        Trees.delete(root);
        model.build(root, keptNames);
        return ground.recoverStartAndJudge();
    }
}

package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A fixed sixteenth of each matrix of {@code make torture}, and one kill at random for each
 * scenario; an eighth does not fit into the time that a run may take on a slow machine. Two
 * scenarios at a time: whoever is restarted waits as much as it works.
 */
@Tag("recovery")
@Execution(ExecutionMode.CONCURRENT)
class MatrixSampleIT {

    private static final int STRIDE = 16;
    private static final int FIRST = 3;
    private static final long SEED = 20_261_125;

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void killed(Scenario scenario) throws Exception {
        long begin = System.nanoTime();
        try (var ground = ground(scenario)) {
            var verdicts =
                    new KillMatrix(ground, AtRecord.compile(folder))
                            .run(point -> isTaken(point, scenario));
            judge("killed", begin, verdicts, 2 * ground.records() / STRIDE);
            new RandomKills(ground).run(SEED + scenario.number(), 1).assertAllWell();
        }
    }

    @ParameterizedTest
    @EnumSource
    void rebooted(Scenario scenario) throws Exception {
        long begin = System.nanoTime();
        var verdicts =
                new RebootMatrix(scenario, light(), AtRecord.compile(folder), folder)
                        .run(point -> isTaken(point, scenario));
        judge("rebooted", begin, verdicts, 2 * verdicts.records() / STRIDE);
    }

    @ParameterizedTest
    @EnumSource
    void withoutPower(Scenario scenario) throws Exception {
        long begin = System.nanoTime();
        try (var ground = ground(scenario)) {
            Path own = Files.createDirectories(folder.resolve("cut"));
            var verdicts =
                    new PowerCut(ground, AtRecord.compile(folder), own)
                            .run(record -> isTaken(record, scenario));
            judge("without power", begin, verdicts, ground.records() / STRIDE);
        }
    }

    /** Where the sixteenth begins differs, so that the scenarios are not all cut at one step. */
    private static boolean isTaken(int number, Scenario scenario) {
        return number % STRIDE == (FIRST + scenario.number()) % STRIDE;
    }

    private static TortureReleases light() throws Exception {
        return TortureReleases.of(TortureReleases.Kin.LIGHT);
    }

    private Ground ground(Scenario scenario) throws Exception {
        return Ground.prepare(scenario, light(), folder.resolve("ground"));
    }

    private static void judge(String how, long begin, Verdicts verdicts, int atLeast) {
        System.out.printf(
                "%s, %s: %d records, %d points, median %.1f s, worst %.1f s, all %d s%n",
                verdicts.scenario(),
                how,
                verdicts.records(),
                verdicts.points(),
                verdicts.medianSeconds(),
                verdicts.worstSeconds(),
                (System.nanoTime() - begin) / 1_000_000_000);
        verdicts.assertAllWell();
        assertThat(verdicts.points()).isGreaterThanOrEqualTo(atLeast);
    }
}

package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A fixed eighth of the kill matrix and one kill at random for each scenario; {@code make torture}
 * runs all. The releases make no cache for their start, which would take longer than all else.
 */
@Tag("recovery")
class KillSampleIT {

    private static final int STRIDE = 8;
    private static final int FIRST = 3;
    private static final long SEED = 20_261_125;

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void sampleEndsWell(Scenario scenario) throws Exception {
        long begin = System.nanoTime();
        var releases = TortureReleases.of(TortureReleases.Kin.LIGHT);
        try (var ground = Ground.prepare(scenario, releases, folder.resolve("ground"))) {
            var trap = AtRecord.compile(folder);
            // Where the eighth begins differs, so that the scenarios are not all cut at one step.
            int first = (FIRST + scenario.number()) % STRIDE;
            var verdicts = new KillMatrix(ground, trap).run(point -> point % STRIDE == first);
            verdicts.assertAllWell();
            assertThat(verdicts.points()).isGreaterThanOrEqualTo(2 * ground.records() / STRIDE);
            new RandomKills(ground).run(SEED + scenario.number(), 1).assertAllWell();
            System.out.printf(
                    "%s: %d records, %d points, median %.1f s, worst %.1f s, all %d s%n",
                    scenario,
                    ground.records(),
                    verdicts.points(),
                    verdicts.medianSeconds(),
                    verdicts.worstSeconds(),
                    (System.nanoTime() - begin) / 1_000_000_000);
        }
    }
}

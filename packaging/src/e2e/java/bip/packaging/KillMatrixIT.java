package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * SIGKILL of the real bipctl on both sides of every record of its journal. The releases make no
 * cache for their start, which would take longer than all else; those of the random kills do.
 */
@Tag("torture")
class KillMatrixIT {

    private static final List<Verdicts> ALL = new ArrayList<>();

    @TempDir Path folder;

    @ParameterizedTest
    @MethodSource("bip.packaging.Scenario#wanted")
    void everyPointEndsWell(Scenario scenario) throws Exception {
        var releases = TortureReleases.of(TortureReleases.Kin.LIGHT);
        try (var ground = Ground.prepare(scenario, releases, folder.resolve("ground"))) {
            var matrix = new KillMatrix(ground, AtRecord.compile(folder));
            var verdicts = matrix.run(_ -> true);
            ALL.add(verdicts);
            verdicts.assertAllWell();
            assertThat(verdicts.points()).isEqualTo(2 * ground.records());
            KillMatrix.assertOneTurningPoint(verdicts, scenario.succeeds());
        }
    }

    @AfterAll
    static void writesEvidence() throws Exception {
        Evidence.write(
                "kill-matrix.md",
                "Killed at every record",
                "The real bipctl is ended by SIGKILL before and after each record of its journal is"
                        + " on the disk; then the next command runs. Every point must end as before"
                        + " the operation or as after it: one version answers, with data that fit"
                        + " it, no row or file lost or left, no freeze, `status` and `history`"
                        + " true; after every ninth point a whole new operation is run.",
                ALL);
    }
}

package bip.packaging;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The machine loses its power on both sides of every record of the journal, and is booted again.
 * {@code -Dbip.torture.stride=8} takes every eighth point.
 */
@Tag("torture")
class RebootMatrixIT {

    private static final int STRIDE = Integer.getInteger("bip.torture.stride", 1);

    private static final List<Verdicts> ALL = new ArrayList<>();

    @TempDir Path folder;

    @ParameterizedTest
    @MethodSource("bip.packaging.Scenario#wanted")
    void everyPointEndsWell(Scenario scenario) throws Exception {
        var releases = TortureReleases.of(TortureReleases.Kin.LIGHT);
        var trap = AtRecord.compile(folder);
        var verdicts =
                new RebootMatrix(scenario, releases, trap, folder)
                        .run(point -> point % STRIDE == scenario.number() % STRIDE);
        ALL.add(verdicts);
        verdicts.assertAllWell();
        KillMatrix.assertOneTurningPoint(verdicts, scenario.succeeds());
    }

    @AfterAll
    static void writesEvidence() throws Exception {
        Evidence.write(
                "reboot-matrix.md",
                "The machine loses its power at every record",
                "On a Debian 12 in a container bipctl is stopped before and after each record of"
                        + " its journal is on the disk, the machine is ended at once and booted"
                        + " again; its own units must have dealt with what was cut short. Every %s"
                                .formatted(STRIDE == 1 ? "point" : STRIDE + "th point")
                        + " was tried. What must hold is the same as in the [kill"
                        + " matrix](kill-matrix.md).",
                ALL);
    }
}

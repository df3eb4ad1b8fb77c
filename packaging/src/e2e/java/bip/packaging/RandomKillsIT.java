package bip.packaging;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** 200 kills at moments that nobody chose, forty a scenario. */
@Tag("torture")
class RandomKillsIT {

    private static final int EACH = 40;

    /** Another one tries other moments: {@code -Dbip.torture.seed=…}. */
    private static final long SEED = Long.getLong("bip.torture.seed", 5_000);

    private static final List<Verdicts> ALL = new ArrayList<>();

    @TempDir Path folder;

    @ParameterizedTest
    @MethodSource("bip.packaging.Scenario#wanted")
    void everyMomentEndsWell(Scenario scenario) throws Exception {
        var releases = TortureReleases.of(TortureReleases.Kin.REAL);
        try (var ground = Ground.prepare(scenario, releases, folder.resolve("ground"))) {
            var verdicts = new RandomKills(ground).run(SEED + scenario.number() * 1_000L, EACH);
            ALL.add(verdicts);
            verdicts.assertAllWell();
        }
    }

    @AfterAll
    static void writesEvidence() throws Exception {
        Evidence.write(
                "random-kills.md",
                "Killed at random moments",
                "The real bipctl is ended by SIGKILL at a random moment of the operation (seeds %d"
                                .formatted(SEED)
                        + " and on, a thousand more for each operation), in a third of the cases"
                        + " also the command that deals with it, and again; then the next command"
                        + " runs. What must hold is the same as in the [kill"
                        + " matrix](kill-matrix.md).",
                ALL);
    }
}

package bip.packaging;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The power is cut after each record of the journal: what was not synced is gone. */
@Tag("torture")
class PowerCutIT {

    private static final List<Verdicts> ALL = new ArrayList<>();

    @TempDir Path folder;

    @ParameterizedTest
    @MethodSource("bip.packaging.Scenario#wanted")
    void everyRecordEndsWell(Scenario scenario) throws Exception {
        var releases = TortureReleases.of(TortureReleases.Kin.LIGHT);
        try (var ground = Ground.prepare(scenario, releases, folder.resolve("ground"))) {
            Path own = Files.createDirectories(folder.resolve("cut"));
            var verdicts = new PowerCut(ground, AtRecord.compile(folder), own).run(_ -> true);
            ALL.add(verdicts);
            verdicts.assertAllWell();
        }
    }

    @AfterAll
    static void writesEvidence() throws Exception {
        Evidence.write(
                "power-cut.md",
                "The power is cut at every record",
                "Every write, fsync, rename, link and removal of the real bipctl, of the programs"
                        + " that it runs and of the server is recorded and replayed into a strict"
                        + " model: a content survives once its file is synced, a name once its"
                        + " folder is. After each record of the journal the folder is rebuilt without"
                        + " all that was not synced; wherever more than logs, the index and the"
                        + " server's own log of its database was not, and after every fourth"
                        + " record, also with names but without contents that were not, and with"
                        + " the names of some folders. Then the next command runs, and `start`. What must hold is the same as in the [kill"
                        + " matrix](kill-matrix.md).",
                ALL);
    }
}

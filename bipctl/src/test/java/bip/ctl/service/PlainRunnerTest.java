package bip.ctl.service;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.layout.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainRunnerTest {

    @TempDir Path folder;

    @Test
    void whatAKilledBipctlLeftIsEndedAndNothingElse() throws Exception {
        var layout = new Layout(folder.resolve("zażółć"));
        var other = new Layout(folder.resolve("other"));
        var left = start(layout);
        var others = start(other);
        try {
            new PlainRunner(layout).endStrays();
            assertEnds(left);
            assertThat(others.isAlive()).isTrue();
        } finally {
            others.stop(Duration.ofSeconds(5));
        }
    }

    /** That this process is told of its child's end takes a moment longer than the end. */
    private static void assertEnds(ReleaseRunner.Trial trial) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (trial.isAlive() && System.nanoTime() < end) {
            Thread.sleep(2);
        }
        assertThat(trial.isAlive()).isFalse();
    }

    private ReleaseRunner.Trial start(Layout layout) throws IOException {
        Path program = folder.resolve("program");
        if (!Files.exists(program)) {
            Files.writeString(program, "#!/bin/sh\nexec sleep 600\n");
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Path own = Files.createDirectories(layout.root());
        return new PlainRunner(layout).start(program, Map.of(), own);
    }
}

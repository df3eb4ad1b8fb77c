package bip.ctl.support;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.testing.Failing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir Path folder;

    @Test
    void keepsOutputErrorsAndExitCode() throws InterruptedException {
        var result = Programs.run(shell("echo out; echo err >&2; exit 3"), Map.of(), LONG);
        assertThat(result).isEqualTo(new Programs.Result(3, "out\n", "err\n"));
    }

    @Test
    void givesOnlyTheEnvironmentThatWasNamedAndNoInput() throws InterruptedException {
        var result = Programs.run(shell("echo \"$A.$HOME\"; wc -c"), Map.of("A", "b"), LONG);
        assertThat(result.out().lines().map(String::strip)).containsExactly("b.", "0");
    }

    @Test
    void handsOverLinesAlsoTheLastWithoutEnd() throws InterruptedException {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        Programs.run(shell("echo one; echo; printf two"), Map.of(), LONG, lines::add);
        assertThat(lines).containsExactly("one", "", "two");
    }

    @Test
    void keepsTheBeginningOfOutputAndTheEndOfErrors() throws InterruptedException {
        String script = "yes 123456789 | head -c 6000000; yes x | head -c 100000 >&2; echo end >&2";
        var result = Programs.run(shell(script), Map.of("PATH", "/usr/bin:/bin"), LONG);
        assertThat(result.out()).hasSize(4 << 20).startsWith("123456789\n");
        assertThat(result.err()).hasSize(64 << 10).endsWith("x\nend\n");
    }

    @Test
    void endsAProgramThatTakesTooLongWithItsChildren() throws IOException {
        Path pids = folder.resolve("pids");
        String script = "sleep 600 & echo $! >> " + pids + "; echo $$ >> " + pids + "; wait";
        Failing.with(
                ErrorCode.G102,
                () -> Programs.run(shell(script), Map.of(), Duration.ofMillis(500)));
        assertThat(Files.readAllLines(pids)).hasSize(2);
        for (String pid : Files.readAllLines(pids)) {
            awaitEnd(Long.parseLong(pid));
        }
    }

    @Test
    void saysThatAProgramCannotBeStarted() {
        Failing.with(
                ErrorCode.G101,
                () -> Programs.run(List.of(folder.resolve("none").toString()), Map.of(), LONG));
    }

    private static void awaitEnd(long pid) {
        long end = System.nanoTime() + LONG.toNanos();
        while (ProcessIdentity.find(pid).isPresent()) {
            assertThat(System.nanoTime()).as("process " + pid + " still runs").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static List<String> shell(String script) {
        return List.of("/bin/sh", "-c", script);
    }
}

package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code make run} as the README promises it, commands included. */
@Tag("e2e")
class DemoIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir Path folder;

    @Test
    void servesPrintsSixCommandsThatWorkAndLeavesNoProcess() throws Exception {
        Path out = folder.resolve("out");
        // In a session of its own, so that one signal reaches it as Ctrl-C in a terminal would: the
        // whole group.
        Process demo =
                new ProcessBuilder("setsid", "env", "--default-signal=INT", "packaging/bin/demo")
                        .directory(Checkout.root().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
        try {
            List<String> commands = commandsOnceServing(demo, out);
            assertThat(commands).hasSize(6);
            for (String command : commands) {
                var run = shell(command);
                assertThat(run.exitCode()).as("%s%n%s%s", command, run.out(), run.err()).isZero();
            }
        } finally {
            assertThat(shell("kill -INT -" + demo.pid()).exitCode()).isZero();
        }
        assertThat(demo.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        String root = Checkout.root().resolve(".demo").toString();
        assertThat(ProcessHandle.allProcesses())
                .noneMatch(process -> process.info().commandLine().orElse("").contains(root));
    }

    private List<String> commandsOnceServing(Process demo, Path out)
            throws IOException, InterruptedException {
        Instant end = Instant.now().plus(LIMIT);
        while (Instant.now().isBefore(end)) {
            String text = Files.readString(out);
            if (text.contains("history")) {
                return text.lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith("dist/bipctl/bin/bipctl"))
                        .toList();
            }
            assertThat(demo.isAlive()).as("the demo ended:%n%s", text).isTrue();
            if (demo.waitFor(100, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        throw new IOException("the demo did not serve in time:\n" + Files.readString(out));
    }

    private static Site.Run shell(String command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder("sh", "-c", command).directory(Checkout.root().toFile()).start();
        process.getOutputStream().close();
        String out =
                new String(
                        process.getInputStream().readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8);
        String err =
                new String(
                        process.getErrorStream().readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8);
        return new Site.Run(process.waitFor(), out, err);
    }
}

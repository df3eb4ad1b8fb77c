package bip.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.layout.Layout;
import bip.ctl.testing.FakeServer;
import bip.ctl.testing.Ports;
import bip.ctl.testing.TestChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program as a process of its own, ended by a signal in the middle. */
class SignalTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(10);

    @TempDir Path folder;

    private Path root;
    private TestChannel channel;
    private Path output;

    @BeforeEach
    void layOut() throws IOException {
        root = folder.resolve("site");
        output = folder.resolve("output");
        channel = new TestChannel(folder.resolve("channel"));
        Files.createDirectories(root.resolve("etc/bip"));
        Files.writeString(
                new Layout(root).serverEnvironment(),
                "BIP_LISTEN=127.0.0.1:" + Ports.free() + "\n");
    }

    @AfterEach
    void stop() throws Exception {
        assertThat(end(bipctl("stop"))).isZero();
    }

    private Process bipctl(String... words) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                BipCtl.class.getName(),
                                "--lang=en",
                                "--root=" + root,
                                "--channel=" + channel.url()));
        command.addAll(Arrays.asList(words));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private static int end(Process process) throws InterruptedException {
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** Of the operation after those that wrote {@code before}: its journal is read last. */
    private void awaitStep(String step, String before) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!journals().substring(before.length()).contains("\"step\":\"" + step + "\"")) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(PAUSE);
        }
    }

    private String journals() throws IOException {
        var text = new StringBuilder();
        try (var walk = Files.walk(new Layout(root).operations())) {
            for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    @Test
    void endSignalInTheMiddleTakesEverythingBack() throws Exception {
        channel.with("1.0.0", FakeServer.release("1.0.0", "well"));
        assertThat(end(bipctl("install", "--unsigned", "--yes"))).isZero();
        String before = journals();
        channel.with("1.1.0", FakeServer.release("1.1.0", "unready"));

        Process upgrade = bipctl("upgrade", "--unsigned", "--yes");
        awaitStep("probe", before);
        // SIGTERM, as from a shutdown or a closed session.
        upgrade.destroy();

        assertThat(end(upgrade)).as(Files.readString(output)).isEqualTo(143);
        assertThat(Files.readString(output)).contains("BIP-U135");
        assertThat(end(bipctl("status"))).isZero();
        assertThat(Files.readString(output)).contains("Version 1.0.0").doesNotContain("tried");
    }
}

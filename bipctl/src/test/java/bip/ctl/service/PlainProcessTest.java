package bip.ctl.service;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.layout.InstallationFolders;
import bip.ctl.layout.Layout;
import bip.ctl.support.ErrorCode;
import bip.ctl.testing.Failing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, started from a shell script in the place of a release. */
class PlainProcessTest {

    @TempDir Path root;

    private Layout layout;
    private PlainProcess service;

    @BeforeEach
    void layOut() throws IOException {
        layout = new Layout(root);
        InstallationFolders.ensure(layout);
        service = new PlainProcess(layout, Clock.systemUTC());
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        service.stop();
    }

    /** Makes a generation whose program is this script. */
    private void program(String script) throws IOException {
        Path release = layout.releases().resolve("1.0.0-00000000");
        Files.createDirectories(release.resolve("bin"));
        Path program = release.resolve("bin/bip-server");
        Files.writeString(program, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path generation = Files.createDirectories(layout.generations().resolve("1"));
        Files.createSymbolicLink(generation.resolve("release"), release);
        Files.createSymbolicLink(layout.current(), Path.of("generations/1"));
    }

    private static void await(Condition condition) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("waiting").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    @Test
    void isStoppedBeforeTheFirstStart() throws Exception {
        assertThat(service.state()).isInstanceOf(ServiceState.Stopped.class);
    }

    @Test
    void saysWhatIsMissingWhenNothingCanBeStarted() {
        assertThat(Failing.with(ErrorCode.S100, service::start).getFirst())
                .contains("bin/bip-server");
    }

    @Test
    void aTakenAddressIsToldWithTheWayToAnother() throws Exception {
        try (var holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + holder.getLocalPort();
            Files.writeString(layout.serverEnvironment(), "BIP_LISTEN=" + address + "\n");

            var obstacle = service.obstacles().getFirst();

            assertThat(obstacle.code()).isEqualTo(ErrorCode.S152);
            assertThat(obstacle.arguments().toString())
                    .contains(address, "BIP_LISTEN=127.0.0.1:8081 (" + layout.serverEnvironment());
        }
    }

    @Test
    void everyLaterRunKnowsTheProcess() throws Exception {
        program("exec sleep 60\n");
        service.start();
        var later = new PlainProcess(layout, Clock.systemUTC());
        assertThat(later.state())
                .isInstanceOfSatisfying(
                        ServiceState.Running.class,
                        it -> {
                            assertThat(ProcessHandle.of(it.pid())).isPresent();
                            assertThat(it.release().getFileName()).hasToString("1.0.0-00000000");
                        });
        later.stop();
        assertThat(service.state()).isInstanceOf(ServiceState.Stopped.class);
    }

    /** Else an operation that is stopped would take one that is ending for running. */
    @Test
    void anInterruptMeetsNoServerThatIsHalfStopped() throws Exception {
        program("trap 'sleep 0.3; exit 0' TERM\nwhile true; do sleep 0.05; done\n");
        service.start();
        long pid = ((ServiceState.Running) service.state()).pid();
        Thread.currentThread().interrupt();
        service.stop();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(service.state()).isInstanceOf(ServiceState.Stopped.class);
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void anInterruptMeetsNoServerThatIsHalfStarted() throws Exception {
        program("exec sleep 60\n");
        Thread.currentThread().interrupt();
        service.restart();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(service.state()).isInstanceOf(ServiceState.Running.class);
    }

    @Test
    void startingTwiceStartsOne() throws Exception {
        program("exec sleep 60\n");
        service.start();
        long first = ((ServiceState.Running) service.state()).pid();
        service.start();
        assertThat(((ServiceState.Running) service.state()).pid()).isEqualTo(first);
    }

    @Test
    void runsInASessionOfItsOwnWithACleanEnvironment() throws Exception {
        Files.writeString(layout.serverEnvironment(), "BIP_ACCESS_LOG=\"on off\"\n");
        program("env; ps -o sid= -p $$; echo end; exec sleep 60\n");
        service.start();
        Path output = layout.logs().resolve("start.log");
        await(() -> Files.readString(output).contains("end\n"));
        long pid = ((ServiceState.Running) service.state()).pid();
        assertThat(Files.readString(output))
                .contains("BIP_ACCESS_LOG=on off\n", "LANG=C.UTF-8\n")
                .doesNotContain("JAVA_HOME", "HOME=")
                .containsPattern("(?m)^ *" + pid + "$");
    }

    @Test
    void remembersTheLastWordsOfOneThatDied() throws Exception {
        program("echo no luck >&2; exit 7\n");
        service.start();
        // The JVM learns the exit code a moment after the process is gone.
        await(() -> service.state() instanceof ServiceState.Died it && it.exitCode().isPresent());
        assertThat(service.state())
                .isInstanceOfSatisfying(
                        ServiceState.Died.class,
                        it -> {
                            assertThat(it.exitCode()).isEqualTo(OptionalInt.of(7));
                            assertThat(it.tail()).containsExactly("no luck");
                        });
    }

    @Test
    void killsOneThatDoesNotHearTheEndSignal() throws Exception {
        program("trap '' TERM\necho ready\nwhile :; do sleep 1; done\n");
        service.start();
        await(() -> Files.readString(layout.logs().resolve("start.log")).contains("ready"));
        long pid = ((ServiceState.Running) service.state()).pid();
        new PlainProcess(layout, Clock.systemUTC(), Duration.ofMillis(200)).stop();
        await(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
        assertThat(service.state()).isInstanceOf(ServiceState.Stopped.class);
    }

    @Test
    void takesAnotherProcessWithTheSameNumberForDead() throws Exception {
        program("exec sleep 60\n");
        service.start();
        Path record = layout.process().resolve("server.json");
        String genuine = Files.readString(record);
        Files.writeString(record, genuine.replaceAll("\"startTicks\":\\d+", "\"startTicks\":1"));
        assertThat(service.state()).isInstanceOf(ServiceState.Died.class);
        Files.writeString(record, genuine.replaceAll("\"boot\":\"[^\"]+", "\"boot\":\"other"));
        assertThat(service.state()).isInstanceOf(ServiceState.Stopped.class);
        Files.writeString(record, genuine);
        assertThat(service.state()).isInstanceOf(ServiceState.Running.class);
    }

    @Test
    void restartIsAnotherProcess() throws Exception {
        program("exec sleep 60\n");
        service.start();
        long first = ((ServiceState.Running) service.state()).pid();
        service.restart();
        assertThat(((ServiceState.Running) service.state()).pid()).isNotEqualTo(first);
        assertThat(ProcessHandle.of(first).filter(ProcessHandle::isAlive)).isEmpty();
    }
}

package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The machines that the other tests rely on. */
@Tag("e2e")
class DebianMachineIT {

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void bootsRunsCommandsKeepsFilesAndLeavesNothing(DebianSuite suite) throws Exception {
        Path state = folder.resolve("machine");
        try (var machine = DebianMachine.boot(suite, state)) {
            assertRunsCommands(machine);
            assertThat(machine.systemState()).as(machine.journal(60)).isEqualTo("running");
            var first = machine.bootTime();

            machine.shell("echo kept >/var/lib/kept").ended(0);
            machine.reboot();
            assertThat(machine.run("cat", "/var/lib/kept").ended(0).out()).isEqualTo("kept\n");
            System.out.printf(
                    "%s boots in %d ms, again in %d ms%n",
                    suite, first.toMillis(), machine.bootTime().toMillis());

            machine.powerOff();
        }
        assertNothingIsLeft(state);
        // The next machine of this suite is a fresh one.
        assertThat(DebianTree.of(suite).folder().resolve("var/lib/kept")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(names = "BOOKWORM")
    void endsAsInAPowerCutWhenItsTestDoes(DebianSuite suite) throws Exception {
        Path state = folder.resolve("machine");
        DebianMachine.boot(suite, state).close();
        assertNothingIsLeft(state);
    }

    private static void assertRunsCommands(DebianMachine machine) throws Exception {
        var run = machine.shell("echo out; echo err >&2; exit 7");
        assertThat(run).isEqualTo(new Site.Run(7, "out\n", "err\n"));

        Files.writeString(machine.exchange().resolve("file"), "both see it");
        assertThat(machine.run("cat", "/mnt/exchange/file").out()).isEqualTo("both see it");

        // A listener of the machine is not the host's, and a host's program can be let in.
        machine.run("systemctl", "start", "nginx").ended(0);
        machine.run("curl", "-fsS", "-o", "/dev/null", "http://127.0.0.1:80/").ended(0);
        var listeners = new ArrayList<>(machine.onItsNetwork());
        listeners.addAll(List.of("ss", "-Hltn"));
        assertThat(HostCommand.run(Duration.ofSeconds(20), listeners).out()).contains(":80 ");
        machine.run("systemctl", "stop", "nginx").ended(0);
    }

    private static void assertNothingIsLeft(Path state) throws Exception {
        assertThat(ProcessHandle.allProcesses())
                .noneMatch(process -> mentions(process, state.toString()));
        assertThat(Files.readString(Path.of("/proc/self/mounts"))).doesNotContain(state.toString());
        String groups = "bip-e2e-bip-" + ProcessHandle.current().pid() + "-*";
        var left =
                HostCommand.run(
                        Duration.ofSeconds(20), List.of("find", "/sys/fs/cgroup", "-name", groups));
        assertThat(left.out()).isEmpty();
    }

    private static boolean mentions(ProcessHandle process, String text) {
        return process.info().commandLine().orElse("").contains(text);
    }
}

package bip.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A control group of processes that get a processor only while no other group wants it: what {@code
 * CPUWeight=idle} of a unit makes (systemd.resource-control(5)). Root only.
 */
final class IdleGroup implements AutoCloseable {

    /** Where the controller of processors is, by itself or with all others. */
    private static final List<Path> ROOTS =
            List.of(Path.of("/sys/fs/cgroup/cpu"), Path.of("/sys/fs/cgroup"));

    private final Path folder;

    private IdleGroup(Path folder) {
        this.folder = folder;
    }

    static IdleGroup make() throws IOException {
        for (Path root : ROOTS) {
            if (Files.exists(root.resolve("cgroup.procs"))) {
                Path folder = root.resolve("bip-idle-" + ProcessHandle.current().pid());
                Files.createDirectory(folder);
                Files.writeString(folder.resolve("cpu.idle"), "1");
                return new IdleGroup(folder);
            }
        }
        throw new IOException("no controller of processors in " + ROOTS);
    }

    /** The same command, run in this group. */
    List<String> around(List<String> command) {
        var all =
                new ArrayList<>(
                        List.of(
                                "sh",
                                "-c",
                                "echo $$ >\"$0\" && exec \"$@\"",
                                folder.resolve("cgroup.procs").toString()));
        all.addAll(command);
        return all;
    }

    @Override
    public void close() throws IOException {
        Files.delete(folder);
    }
}

package bip.ctl.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Processes of this user whose environment holds one certain setting, from /proc. */
record MarkedProcesses(String setting) {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final Duration LOOKED_AGAIN_AFTER = Duration.ofMillis(20);

    /**
     * Ends them and waits until they are gone: what they wrote to must not change any more. Looks
     * twice, because one that is just becoming another program (execve(2)) shows no environment.
     */
    void end() throws InterruptedException {
        endFound();
        Thread.sleep(LOOKED_AGAIN_AFTER);
        endFound();
    }

    private void endFound() throws InterruptedException {
        List<ProcessHandle> found = find();
        found.forEach(ProcessHandle::destroy);
        for (ProcessHandle process : found) {
            if (!isGone(process)) {
                process.destroyForcibly();
                var _ = isGone(process);
            }
        }
    }

    /** Not by its exit: one that nobody collects stays in the table although it has ended. */
    private boolean isGone(ProcessHandle process) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (isMarked(process)) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(PAUSE);
        }
        return true;
    }

    private List<ProcessHandle> find() {
        return ProcessHandle.allProcesses()
                .filter(it -> it.pid() != ProcessHandle.current().pid() && isMarked(it))
                .toList();
    }

    private boolean isMarked(ProcessHandle process) {
        Path file = Path.of("/proc", Long.toString(process.pid()), "environ");
        try {
            String environment = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return Arrays.asList(environment.split("\0", -1)).contains(setting);
        } catch (IOException e) {
            // Another user's, or gone meanwhile.
            return false;
        }
    }
}

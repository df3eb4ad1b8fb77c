package bip.ctl.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How this process waits for a processor (sched(7)).
 *
 * @param niceness from -20 to 19; of no effect when it is idle
 * @param isIdle it gets one only while nobody else wants it
 */
record Scheduling(int niceness, boolean isIdle) {

    /** Fields of {@code /proc/PID/stat} (proc(5)) after the name, which may hold anything. */
    private static final int NICE = 19 - 3;

    private static final int POLICY = 41 - 3;

    /** {@code SCHED_IDLE} of {@code linux/sched.h}. */
    private static final String IDLE = "5";

    static Scheduling own() {
        String stat = stat();
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return new Scheduling(Integer.parseInt(fields[NICE]), fields[POLICY].equals(IDLE));
    }

    private static String stat() {
        try {
            return Files.readString(Path.of("/proc/self/stat"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Properties of a unit that is never more urgent than this process itself, which
     * systemd.exec(5) explains.
     *
     * @param least niceness that it has in any case
     */
    List<String> properties(int least) {
        return isIdle
                ? List.of("CPUWeight=idle", "CPUSchedulingPolicy=idle", "IOSchedulingClass=idle")
                : List.of("Nice=" + Math.max(least, niceness));
    }
}

package bip.ctl.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One run of a process. Process ids are used again; together with the start time they are not.
 *
 * @param startTicks field 22 of {@code /proc/PID/stat}: clock ticks between boot and the start.
 *     Unlike a time of day it does not move when the clock is set
 */
public record ProcessIdentity(long pid, long startTicks) {

    /** Fields after the command name, which may hold blanks and brackets: the first is field 3. */
    private static final int START_FIELD = 22 - 3;

    private static final int STATE_FIELD = 0;

    /** The process that runs this code. */
    public static ProcessIdentity ofSelf() {
        return find(ProcessHandle.current().pid())
                .orElseThrow(() -> new IllegalStateException("/proc does not show this process"));
    }

    /** The living process of that id, if there is one; one that ended and waits is not living. */
    public static Optional<ProcessIdentity> find(long pid) {
        String stat;
        try {
            stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        } catch (IOException e) {
            // No such process, or it ended while it was read.
            return Optional.empty();
        }
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        if (fields[STATE_FIELD].equals("Z") || fields[STATE_FIELD].equals("X")) {
            return Optional.empty();
        }
        return Optional.of(new ProcessIdentity(pid, Long.parseLong(fields[START_FIELD])));
    }

    public boolean isAlive() {
        return find(pid).filter(this::equals).isPresent();
    }
}

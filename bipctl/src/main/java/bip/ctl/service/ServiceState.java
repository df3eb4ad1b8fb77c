package bip.ctl.service;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/** What the service manager knows of the server's process. Whether it answers, the probe knows. */
public sealed interface ServiceState {

    /**
     * The process is there.
     *
     * @param since when it was started
     * @param release folder of the release it was started from
     */
    record Running(long pid, Instant since, Path release) implements ServiceState {}

    /** Nobody started it, or it was stopped on purpose, or the machine was started anew since. */
    record Stopped() implements ServiceState {}

    /**
     * It ended although nobody asked it to.
     *
     * @param exitCode empty when the run that started it is over and nobody saw the end
     * @param tail the last lines it said to standard output and error
     */
    record Died(OptionalInt exitCode, List<String> tail) implements ServiceState {
        public Died {
            tail = List.copyOf(tail);
        }

        /** The exit code for people: a number, or {@code ?}. */
        public String exitText() {
            return exitCode.isPresent() ? Integer.toString(exitCode.getAsInt()) : "?";
        }
    }
}

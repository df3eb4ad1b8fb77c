package bip.ctl.service;

import bip.ctl.support.CtlException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What the service manager knows of the server's process. Whether it answers, the probe knows. */
public sealed interface ServiceState {

    /**
     * The process is there.
     *
     * @param since when it was started
     * @param release folder of the release it was started from
     */
    record Running(long pid, Instant since, Path release) implements ServiceState {}

    /** The process is there and has not said yet that it is ready; only systemd knows this. */
    record Starting(long pid) implements ServiceState {}

    /** Nobody started it, or it was stopped on purpose, or the machine was started anew since. */
    record Stopped() implements ServiceState {}

    /**
     * It ended although nobody asked it to, or cannot even be started.
     *
     * @param exitCode empty when nobody saw the end, or there was none
     * @param tail the last lines it said to standard output and error
     * @param explanation null when the manager knows no more than the exit code
     */
    record Died(OptionalInt exitCode, List<String> tail, @Nullable CtlException explanation)
            implements ServiceState {
        public Died {
            tail = List.copyOf(tail);
        }

        public Died(OptionalInt exitCode, List<String> tail) {
            this(exitCode, tail, null);
        }

        /** The exit code for people: a number, or {@code ?}. */
        public String exitText() {
            return exitCode.isPresent() ? Integer.toString(exitCode.getAsInt()) : "?";
        }

        public Optional<CtlException> findExplanation() {
            return Optional.ofNullable(explanation);
        }
    }
}

package bip.ctl.service;

import bip.ctl.support.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs programs of a release: as the caller, or on a real machine as the server's own user. */
public interface ReleaseRunner {

    /**
     * Runs {@code command} to its end, with the server's settings as its environment.
     *
     * @param input less than a pipe holds (64 KiB)
     */
    Programs.Result run(List<String> command, Duration limit, String input)
            throws IOException, InterruptedException;

    /** As the other, giving each line of standard output to {@code line} as it comes. */
    Programs.Result run(List<String> command, Duration limit, Consumer<String> line)
            throws IOException, InterruptedException;

    /**
     * Starts a server of a release beside the one that visitors see.
     *
     * @param environment what differs from the server's settings; an empty value unsets
     * @param folder the only one that it may write into
     */
    Trial start(Path program, Map<String, String> environment, Path folder)
            throws IOException, InterruptedException;

    /** Ends what an earlier bipctl started and, killed, could not end. */
    default void endStrays() throws InterruptedException {}

    /** A server on trial. */
    interface Trial {
        boolean isAlive() throws InterruptedException;

        /** Asks it to end and waits; kills it after {@code limit}. */
        void stop(Duration limit) throws InterruptedException;
    }
}

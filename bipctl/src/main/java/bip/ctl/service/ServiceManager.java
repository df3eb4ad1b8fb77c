package bip.ctl.service;

import bip.ctl.support.CtlException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Starts and stops the server of the current generation. Every act may run twice: starting what
 * runs and stopping what is stopped changes nothing.
 */
public interface ServiceManager {

    /**
     * Starts the server. Returns once its process is there, not when it is ready: ask the probe.
     *
     * @throws bip.ctl.support.CtlException S100 if it cannot be started
     */
    void start() throws IOException, InterruptedException;

    /** Ends what runs, if anything, and starts the server that {@code current} names now. */
    void restart() throws IOException, InterruptedException;

    /**
     * Asks the server to end, waits for requests in flight, and kills it when it does not.
     *
     * @throws bip.ctl.support.CtlException S101 if it is still there after that
     */
    void stop() throws IOException, InterruptedException;

    /** During an operation a restart that nobody asked for since the last start is a death. */
    ServiceState state() throws IOException, InterruptedException;

    /**
     * Somebody else starts the server once this process is over: it is neither started nor waited
     * for here.
     */
    default boolean isLeftToOthers() {
        return false;
    }

    /** What a system's service manager knows beside the state; empty for a plain process. */
    default Optional<UnitFacts> findFacts() throws IOException, InterruptedException {
        return Optional.empty();
    }

    /** What a server that does not run said after {@code moment}; empty for one that runs. */
    default List<SystemdJournal.Line> lastWords(Instant moment)
            throws IOException, InterruptedException {
        return List.of();
    }

    /**
     * Every reason why a start would be in vain, whichever release is current; asked before one.
     */
    default List<CtlException> obstacles() throws IOException, InterruptedException {
        return List.of();
    }
}

package bip.ctl.service;

import java.io.IOException;

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

    ServiceState state() throws IOException;
}

package bip.server.errortracking;

import java.util.function.Consumer;

/** The way out of the machine, used by one thread. */
interface Outlet extends AutoCloseable {

    /** How a report ended. */
    enum Ending {
        DELIVERED,
        /** The receiver refused it, did not answer, or asked to be spared for a while. */
        FAILED,
        /** This failure was sent before. */
        KNOWN
    }

    /**
     * Sends a report, without waiting for the receiver.
     *
     * @param ended told how it ended, once, by any thread
     */
    void send(Throwable failure, Origin origin, Consumer<Ending> ended);

    /** Gives up what is under way. */
    @Override
    void close();
}

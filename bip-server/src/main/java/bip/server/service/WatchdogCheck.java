package bip.server.service;

/** Looks whether the server works. */
@FunctionalInterface
public interface WatchdogCheck {
    /**
     * Returns when it does; may be interrupted when it lasts too long.
     *
     * @throws Exception if something does not answer as it should; the message says what
     */
    void look() throws Exception;
}

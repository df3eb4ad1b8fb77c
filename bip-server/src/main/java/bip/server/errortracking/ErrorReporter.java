package bip.server.errortracking;

import bip.server.config.Secret;

/**
 * The door of this room. Reports what nobody expected, and never makes whoever reports wait: not
 * for the network, not for a receiver that is slow, full or dead.
 */
public interface ErrorReporter extends AutoCloseable {

    /**
     * Takes note of a failure. The same failure, or one caused by it, is sent once however often it
     * is reported. Does not throw.
     */
    void report(Throwable failure, Origin origin);

    /** Sends what still waits, within two seconds; what is reported later is dropped. */
    @Override
    void close();

    /**
     * Reports to where {@code settings} say; to nobody without a DSN, and then not a class of
     * Sentry's is loaded.
     *
     * @param version of the running release
     */
    static ErrorReporter open(ErrorTrackingSettings settings, String version) {
        return settings.dsn()
                .map(Secret::reveal)
                .<ErrorReporter>map(dsn ->
                        new SentryReporter(() ->
                                SentryOutlet.open(
                                        dsn, settings.environment(), version, SystemTrust.usual())))
                .orElseGet(ErrorReporter::none);
    }

    /** Reports to nobody. */
    static ErrorReporter none() {
        return new SilentReporter();
    }
}

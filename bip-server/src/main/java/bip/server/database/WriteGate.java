package bip.server.database;

/**
 * Says whether nothing may be written just now. Asked within each write transaction, before its
 * work and again before its commit, so that a closed gate lets nothing through that was under way.
 */
@FunctionalInterface
public interface WriteGate {
    /** For a database that nobody but this process knows of. */
    WriteGate OPEN = () -> false;

    /** Looks now, quickly. */
    boolean isClosed();
}

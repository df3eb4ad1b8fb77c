package bip.server.audit;

import java.time.Instant;

/**
 * An event that is kept outside the database for a while.
 *
 * @param name of its own, so that it is entered once however often that is tried
 */
record KeptEvent(String name, Instant at, AuditEvent event) {}

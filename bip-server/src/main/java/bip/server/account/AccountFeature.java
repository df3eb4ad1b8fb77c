package bip.server.account;

import bip.server.audit.AuditEntrance;
import bip.server.audit.AuditLog;
import bip.server.database.Database;
import bip.server.health.Freeze;
import bip.server.web.RequestFilter;
import bip.server.web.Routes;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;

/** The door of this room for the serving process: signing in, and who may call which route. */
public final class AccountFeature {
    private final SignInPages pages;
    private final SessionFilter filter;

    /**
     * Serves whom the database knows.
     *
     * @param keptEnds where the ends of sessions are kept while nothing may be written to the
     *     database; made when it is needed
     */
    public AccountFeature(
            Database database,
            AuditLog audit,
            AuditEntrance entrance,
            Freeze freeze,
            Path keptEnds,
            InstantSource clock,
            SecureRandom random) {
        Sessions sessions = new Sessions(database, KeptEnds.in(keptEnds), clock, random);
        SignIn signIn =
                new SignIn(
                        database,
                        audit,
                        entrance,
                        freeze,
                        new Passwords(random),
                        new Decoys(database, random),
                        new Throttle(database, new UnknownLogins(random), clock),
                        sessions);
        pages = new SignInPages(signIn, sessions, database, audit, entrance);
        filter = new SessionFilter(sessions, pages, entrance);
    }

    /** Judges every request for a registered route. */
    public RequestFilter filter() {
        return filter;
    }

    public void register(Routes routes) {
        pages.register(routes);
    }
}

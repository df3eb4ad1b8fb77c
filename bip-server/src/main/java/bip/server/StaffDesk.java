package bip.server;

import bip.server.accessibility.AccessibilityStatements;
import bip.server.account.AccountFeature;
import bip.server.audit.AuditEntrance;
import bip.server.audit.AuditLog;
import bip.server.changeregister.ChangeRegister;
import bip.server.completeness.Completeness;
import bip.server.database.Database;
import bip.server.editor.EditorPages;
import bip.server.glossary.Glossary;
import bip.server.health.Freeze;
import bip.server.page.PageEditing;
import bip.server.page.PageListener;
import bip.server.publicbody.PublicBodyCatalog;
import bip.server.text.Markdown;
import bip.server.text.PolishDates;
import bip.server.web.RequestFilter;
import bip.server.web.Routes;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/** The part of the composition root that brings together what staff use. */
final class StaffDesk implements AutoCloseable {
    /** Beside the generations, so that it is there whichever of them runs. */
    private static final String KEPT_ENTRIES = "audit-kept.ndjson";

    private static final String KEPT_ENDS = "sessions-ended";

    private final AuditEntrance entrance;
    private final AccountFeature accounts;
    private final EditorPages editor;

    StaffDesk(
            ServerSettings settings,
            Database database,
            Freeze freeze,
            List<PageListener> listeners,
            InstantSource clock,
            SecureRandom random) {
        var audit = new AuditLog(database, clock);
        Path folder = settings.database().dataFolder();
        entrance = new AuditEntrance(audit, folder.resolve(KEPT_ENTRIES), clock);
        entrance.enterKept();
        accounts =
                new AccountFeature(
                        database,
                        audit,
                        entrance,
                        freeze,
                        folder.resolve(KEPT_ENDS),
                        clock,
                        random);
        var dates = new PolishDates(settings.logging().timeZone());
        var completeness =
                new Completeness(
                        database,
                        new PublicBodyCatalog(database),
                        new AccessibilityStatements(database, audit, clock, dates.zone()),
                        new Glossary(database),
                        clock,
                        dates.zone());
        completeness.warn();
        editor =
                new EditorPages(
                        new PageEditing(
                                database, new ChangeRegister(database), audit, listeners, clock),
                        audit,
                        entrance,
                        completeness,
                        new Markdown(),
                        dates);
    }

    /** Enters in the audit log what was only counted so far. */
    @Override
    public void close() {
        entrance.close();
    }

    RequestFilter filter() {
        return accounts.filter();
    }

    void register(Routes routes) {
        accounts.register(routes);
        editor.register(routes);
    }
}

package bip.server.page;

import bip.server.audit.AuditEvent;
import bip.server.audit.AuditKind;
import bip.server.audit.AuditLog;
import bip.server.changeregister.ChangeRegister;
import bip.server.database.Transaction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where each act on a page or its files is written down, in the transaction of the act: in the
 * register that citizens read (R24) and in the audit log (§ 16).
 */
public final class ActBook {
    private final ChangeRegister register;
    private final AuditLog audit;

    public ActBook(ChangeRegister register, AuditLog audit) {
        this.register = register;
        this.audit = audit;
    }

    /**
     * Writes an act down.
     *
     * @param at time of the act, as it was recorded with what it changed
     * @param revision of the page, where the act made one
     * @param subject what it was done to, for the audit log
     */
    public void enter(
            Transaction transaction,
            PageAct act,
            Instant at,
            ActKind kind,
            @Nullable Integer revision,
            String subject) {
        register.enter(
                transaction,
                act.pageId(),
                at,
                kind.change(),
                act.reason(),
                act.who().accountId(),
                revision);
        audit.record(
                transaction,
                AuditEvent.of(kind.audit())
                        .by(act.who().accountId(), act.who().login())
                        .from(act.who().address())
                        .about(subject)
                        .saying(act.reason()));
    }

    /** What was done, in the words of both books. */
    public enum ActKind {
        CREATED(ChangeRegister.Kind.CREATED, AuditKind.PAGE_CREATED),
        CHANGED(ChangeRegister.Kind.CHANGED, AuditKind.PAGE_CHANGED),
        RENAMED(ChangeRegister.Kind.RENAMED, AuditKind.PAGE_RENAMED),
        MOVED(ChangeRegister.Kind.MOVED, AuditKind.PAGE_MOVED),
        ARCHIVED(ChangeRegister.Kind.ARCHIVED, AuditKind.PAGE_ARCHIVED),
        RESTORED(ChangeRegister.Kind.RESTORED, AuditKind.PAGE_RESTORED),
        WITHDRAWN(ChangeRegister.Kind.WITHDRAWN, AuditKind.PAGE_WITHDRAWN),
        ATTACHED(ChangeRegister.Kind.ATTACHED, AuditKind.FILE_ATTACHED),
        REPLACED(ChangeRegister.Kind.REPLACED, AuditKind.FILE_REPLACED),
        DETACHED(ChangeRegister.Kind.DETACHED, AuditKind.FILE_DETACHED);

        private final ChangeRegister.Kind change;
        private final AuditKind audit;

        ActKind(ChangeRegister.Kind change, AuditKind audit) {
            this.change = change;
            this.audit = audit;
        }

        ChangeRegister.Kind change() {
            return change;
        }

        AuditKind audit() {
            return audit;
        }
    }
}

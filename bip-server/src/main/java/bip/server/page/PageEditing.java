package bip.server.page;

import bip.server.audit.AuditEvent;
import bip.server.audit.AuditKind;
import bip.server.audit.AuditLog;
import bip.server.changeregister.ChangeRegister;
import bip.server.database.Database;
import bip.server.database.FrozenException;
import bip.server.database.Transaction;
import bip.server.text.PolishOrder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The door of this room for editors: what a page says, and new revisions of it. */
public final class PageEditing {
    private final Database database;
    private final ChangeRegister register;
    private final AuditLog audit;
    private final List<PageListener> listeners;
    private final InstantSource clock;

    /**
     * Changes pages.
     *
     * @param listeners told after each durable change, in this order
     * @param clock gives every time that is recorded; editors give none (R5)
     */
    public PageEditing(
            Database database,
            ChangeRegister register,
            AuditLog audit,
            List<PageListener> listeners,
            InstantSource clock) {
        this.database = database;
        this.register = register;
        this.audit = audit;
        this.listeners = List.copyOf(listeners);
        this.clock = clock;
    }

    /** A published page in the editors' list. */
    public record Line(long id, String title, Instant savedAt, String savedBy) {}

    /** What became of an edit. */
    public sealed interface Outcome {
        record Saved(int revision) implements Outcome {}

        /** It says that already: there is nothing to save. */
        record Unchanged(EditablePage now) implements Outcome {}

        /** Somebody saved in between; nothing was overwritten. */
        record Overtaken(EditablePage now) implements Outcome {}

        /** It was withdrawn, with that reason. */
        record Withdrawn(EditablePage now) implements Outcome {}

        /** There is no such page. */
        record Absent() implements Outcome {}

        /** Nothing may be written now. */
        record Frozen() implements Outcome {}
    }

    /** Published pages, by title in Polish order. */
    public List<Line> listPublished() {
        var order = Comparator.comparing(Line::title, new PolishOrder());
        return database.read(PageEditingMapper.class, PageEditingMapper::listPublished).stream()
                .sorted(order.thenComparingLong(Line::id))
                .toList();
    }

    /** The page as it is now. */
    public Optional<EditablePage> find(long id) {
        return database.read(PageEditingMapper.class, pages -> pages.find(id));
    }

    /** Adds a revision, its entry in the register and its audit entry: all of them or none. */
    public Outcome save(PageEdit edit) {
        Outcome outcome = write(edit);
        if (outcome instanceof Outcome.Saved) {
            listeners.forEach(listener -> listener.pageChanged(edit.pageId()));
        }
        return outcome;
    }

    private Outcome write(PageEdit edit) {
        try {
            return database.write(transaction -> save(transaction, edit));
        } catch (FrozenException e) {
            return new Outcome.Frozen();
        }
    }

    private Outcome save(Transaction transaction, PageEdit edit) {
        Optional<EditablePage> found =
                transaction.mapper(PageEditingMapper.class).find(edit.pageId());
        if (found.isEmpty()) {
            return new Outcome.Absent();
        }
        EditablePage now = found.get();
        if (now.isWithdrawn()) {
            return new Outcome.Withdrawn(now);
        }
        if (now.title().equals(edit.title()) && now.markdown().equals(edit.markdown())) {
            return new Outcome.Unchanged(now);
        }
        return now.revision() == edit.basedOn()
                ? add(transaction, now, edit)
                : new Outcome.Overtaken(now);
    }

    private Outcome add(Transaction transaction, EditablePage before, PageEdit edit) {
        Instant at = clock.instant();
        int revision = before.revision() + 1;
        transaction.mapper(PageEditingMapper.class).addRevision(before.revision(), edit, at);
        register.enter(
                transaction,
                edit.pageId(),
                at,
                ChangeRegister.Kind.CHANGED,
                edit.reason(),
                edit.accountId(),
                revision);
        audit.record(
                transaction,
                AuditEvent.of(AuditKind.PAGE_CHANGED)
                        .by(edit.accountId(), edit.login())
                        .from(edit.address())
                        .about("page/" + edit.pageId() + "/" + revision)
                        .saying(edit.reason()));
        return new Outcome.Saved(revision);
    }
}

package bip.server.exclusion;

import bip.server.audit.AuditKind;
import bip.server.audit.AuditLog;
import bip.server.audit.Author;
import bip.server.database.Database;
import bip.server.database.FrozenException;
import bip.server.database.Transaction;
import bip.server.page.PageListener;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The door of this room for staff: enters what is withheld, with its audit entry. */
public final class ExclusionEditing {

    private final Database database;
    private final AuditLog audit;
    private final List<PageListener> listeners;
    private final InstantSource clock;

    /**
     * Entering on one bulletin.
     *
     * @param listeners told when what a page shows of exclusions changed
     */
    public ExclusionEditing(
            Database database, AuditLog audit, List<PageListener> listeners, InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.listeners = List.copyOf(listeners);
        this.clock = clock;
    }

    /** Enters it for good, or says what it lacks. */
    public Outcome enter(Exclusion exclusion, Author author) {
        Map<String, String> problems = exclusion.problems();
        if (!problems.isEmpty()) {
            return new Outcome.Refused(problems);
        }
        Outcome outcome = write(exclusion, author);
        if (outcome instanceof Outcome.Entered) {
            listeners.forEach(listener -> listener.pageChanged(exclusion.pageId()));
        }
        return outcome;
    }

    private Outcome write(Exclusion exclusion, Author author) {
        try {
            return database.write(transaction -> add(transaction, exclusion, author));
        } catch (FrozenException e) {
            return new Outcome.Frozen();
        }
    }

    private Outcome add(Transaction transaction, Exclusion exclusion, Author author) {
        ExclusionMapper mapper = transaction.mapper(ExclusionMapper.class);
        if (!mapper.hasPage(exclusion.pageId())) {
            return new Outcome.Absent();
        }
        mapper.add(exclusion, clock.instant(), author.accountId());
        audit.record(
                transaction,
                author.does(AuditKind.EXCLUSION_ENTERED)
                        .about("page/" + exclusion.pageId())
                        .saying(exclusion.scope() + " (" + exclusion.legalBasis() + ")"));
        return new Outcome.Entered();
    }

    /** What became of it. */
    public sealed interface Outcome {
        /** It stands, and its audit entry with it. */
        record Entered() implements Outcome {}

        /**
         * Nothing was entered.
         *
         * @param problems in Polish, by the name of the field
         */
        record Refused(Map<String, String> problems) implements Outcome {
            public Refused {
                problems = Map.copyOf(problems);
            }
        }

        /** There is no such page. */
        record Absent() implements Outcome {}

        /** Nothing may be written now. */
        record Frozen() implements Outcome {}
    }
}

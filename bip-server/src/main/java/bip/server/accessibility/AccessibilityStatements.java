package bip.server.accessibility;

import bip.server.audit.AuditKind;
import bip.server.audit.AuditLog;
import bip.server.audit.Author;
import bip.server.database.Database;
import bip.server.database.FrozenException;
import bip.server.database.Transaction;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/** The door of this room for staff: reads and saves what the office declares. */
public final class AccessibilityStatements {

    private final Database database;
    private final AuditLog audit;
    private final InstantSource clock;
    private final ZoneId zone;

    /**
     * The declaration of one bulletin.
     *
     * @param zone of the office: its days are meant
     */
    public AccessibilityStatements(
            Database database, AuditLog audit, InstantSource clock, ZoneId zone) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
        this.zone = zone;
    }

    /** Absent while nobody has filled it in. */
    public Optional<AccessibilityStatement> find() {
        return database.read(StatementMapper.class, StatementMapper::find)
                .map(StatementMapper.Row::toStatement);
    }

    /** Saves it with its audit entry, or says what it still lacks. */
    public Outcome save(AccessibilityStatement wanted, Author author) {
        try {
            return database.write(transaction -> save(transaction, wanted, author));
        } catch (FrozenException e) {
            return new Outcome.Frozen();
        }
    }

    private Outcome save(Transaction transaction, AccessibilityStatement wanted, Author author) {
        StatementMapper mapper = transaction.mapper(StatementMapper.class);
        Optional<AccessibilityStatement> before =
                mapper.find().map(StatementMapper.Row::toStatement);
        Map<String, String> problems =
                StatementRules.problems(wanted, before, LocalDate.ofInstant(clock.instant(), zone));
        if (!problems.isEmpty()) {
            return new Outcome.Refused(problems);
        }
        mapper.save(StatementMapper.Row.of(wanted));
        audit.record(
                transaction,
                author.does(AuditKind.ACCESSIBILITY_STATEMENT_CHANGED)
                        .about("accessibility-statement")
                        .saying(
                                "status %s, przegląd %s"
                                        .formatted(wanted.status().stored(), wanted.lookedAtOn())));
        return new Outcome.Saved();
    }

    /** What became of a saving. */
    public sealed interface Outcome {
        /** It stands, and its audit entry with it. */
        record Saved() implements Outcome {}

        /**
         * Nothing was saved.
         *
         * @param problems in Polish, by the name of the field
         */
        record Refused(Map<String, String> problems) implements Outcome {
            public Refused {
                problems = Map.copyOf(problems);
            }
        }

        /** Nothing may be written now. */
        record Frozen() implements Outcome {}
    }
}

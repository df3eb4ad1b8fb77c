package bip.server.audit;

import bip.server.database.Database;
import bip.server.database.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The door of this room: records acts and refused attempts, and proves that none was altered. */
public final class AuditLog {
    private static final int AT_ONCE = 1000;

    private final Database database;
    private final InstantSource clock;

    public AuditLog(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Records in the transaction of the change that is recorded: both are durable or neither. */
    public void record(Transaction transaction, AuditEvent event) {
        append(transaction, clock.instant(), event, null);
    }

    /** Records what changed nothing else, such as a refused attempt. */
    public void record(AuditEvent event) {
        database.write(transaction -> {
            record(transaction, event);
            return event;
        });
    }

    /** Enters what was kept outside the database for a while, each once. */
    void enter(List<KeptEvent> kept) {
        database.write(transaction -> {
            kept.stream()
                    .filter(one ->
                            transaction.mapper(AuditMapper.class).countKeptAs(one.name()) == 0)
                    .forEach(one -> append(transaction, one.at(), one.event(), one.name()));
            return kept;
        });
    }

    /** The last entries, the newest first. */
    public List<AuditEntry> listLast(int limit) {
        return listLast(0, limit);
    }

    /** Entries before the last {@code offset}, the newest first. */
    public List<AuditEntry> listLast(int offset, int limit) {
        return database.read(AuditMapper.class, audit -> audit.listLast(offset, limit));
    }

    /** How many entries there are. */
    public long count() {
        return database.read(AuditMapper.class, AuditMapper::count);
    }

    /** Looks at every entry. */
    public AuditVerdict verify() {
        return database.read(AuditLog::verify);
    }

    /** As {@link #verify()}, in a transaction on any database that has an audit log. */
    public static AuditVerdict verify(Transaction transaction) {
        return verify(transaction.mapper(AuditMapper.class));
    }

    private static void append(
            Transaction transaction, Instant at, AuditEvent event, @Nullable String keptAs) {
        AuditMapper mapper = transaction.mapper(AuditMapper.class);
        var head = mapper.findHead().orElse(new AuditMapper.Head(0, AuditEntry.NOTHING));
        // After a cut at the end the next number leaves a gap, which tells of the cut for ever.
        long number = Math.max(head.number(), mapper.highestNumberGiven()) + 1;
        mapper.add(AuditEntry.following(number, head.hash(), at, event, keptAs));
    }

    private static AuditVerdict verify(AuditMapper mapper) {
        long number = 0;
        String previous = AuditEntry.NOTHING;
        List<AuditEntry> entries = mapper.listAfter(0, AT_ONCE);
        while (!entries.isEmpty()) {
            for (AuditEntry entry : entries) {
                number++;
                if (entry.number() != number) {
                    return new AuditVerdict.Broken(number, "the entry is missing");
                }
                // In a damaged file any value may be missing.
                if (!previous.equals(entry.previous())) {
                    return new AuditVerdict.Broken(
                            number, "it does not follow the entry before it");
                }
                if (!entry.expectedHash().equals(entry.hash())) {
                    return new AuditVerdict.Broken(number, "its content was changed");
                }
                previous = entry.hash();
            }
            entries = mapper.listAfter(number, AT_ONCE);
        }
        return mapper.highestNumberGiven() == number
                ? new AuditVerdict.Whole(number, previous)
                : new AuditVerdict.Broken(number + 1, "the entry is missing");
    }
}

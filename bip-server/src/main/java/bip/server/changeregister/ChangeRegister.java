package bip.server.changeregister;

import bip.server.database.Database;
import bip.server.database.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The door of this room: reads the register of changes and adds to it. */
public final class ChangeRegister {

    private final Database database;

    public ChangeRegister(Database database) {
        this.database = database;
    }

    /** Changes of one page, the last one first. */
    public List<Entry> listOfPage(long pageId) {
        return database.read(ChangeMapper.class, changes -> changes.listOfPage(pageId)).stream()
                .map(ChangeMapper.Row::toEntry)
                .toList();
    }

    /** Enters a change, in the transaction of the change itself. */
    public void enter(
            Transaction transaction,
            long pageId,
            Instant changedAt,
            Kind kind,
            String reason,
            long accountId) {
        transaction
                .mapper(ChangeMapper.class)
                .add(pageId, changedAt, kind.name().toLowerCase(Locale.ROOT), reason, accountId);
    }

    public enum Kind {
        CREATED,
        CHANGED
    }

    /**
     * One change.
     *
     * @param reason as it was written, also when it is "1"
     * @param login of who made the change
     */
    public record Entry(Instant changedAt, Kind kind, String reason, String login) {}
}

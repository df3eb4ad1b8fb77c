package bip.server.changeregister;

import bip.server.database.Database;
import java.time.Instant;
import java.util.List;

/** Reads the register of changes. */
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

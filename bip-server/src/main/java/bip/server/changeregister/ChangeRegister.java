package bip.server.changeregister;

import bip.server.changeregister.ChangeMapper.Mark;
import bip.server.database.Database;
import bip.server.database.Transaction;
import bip.server.text.Language;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /**
     * Enters a change, in the transaction of the change itself.
     *
     * @param revision of the page, where the change made one
     */
    public void enter(
            Transaction transaction,
            long pageId,
            Instant changedAt,
            Kind kind,
            String reason,
            long accountId,
            @Nullable Integer revision) {
        String stored = kind.name().toLowerCase(Locale.ROOT);
        transaction
                .mapper(ChangeMapper.class)
                .add(pageId, changedAt, stored, reason, accountId, revision);
    }

    /** The piece of the list, the newest first, that begins after {@code offset} entries. */
    Piece listFrom(ChangeFilter filter, long offset, int size) {
        return database.read(
                ChangeMapper.class,
                changes -> {
                    if (offset == 0) {
                        return piece(changes, filter, Mark.TOP, size);
                    }
                    return changes.markAt(filter, offset - 1)
                            .map(mark -> piece(changes, filter, mark, size))
                            .orElseGet(() -> new Piece(List.of(), 0, offset, offset));
                });
    }

    /** The piece that follows entry {@code id}: the next older ones. Empty for no such entry. */
    Optional<Piece> listOlderThan(ChangeFilter filter, long id, int size) {
        return database.read(
                ChangeMapper.class,
                changes -> changes.findMark(id).map(mark -> piece(changes, filter, mark, size)));
    }

    /** The rows after {@code mark}, without a count of the others. */
    List<ChangeMapper.SiteRow> listAfter(ChangeFilter filter, Mark mark, int size) {
        return database.read(ChangeMapper.class, changes -> changes.listAfter(filter, mark, size));
    }

    /** The entry that was made first: no register has the same. Empty while there is none. */
    Optional<Mark> findFirst() {
        return database.read(ChangeMapper.class, ChangeMapper::findFirst);
    }

    /** Where entry {@code id} stands. Empty for no such entry. */
    Optional<Mark> findMark(long id) {
        return database.read(ChangeMapper.class, changes -> changes.findMark(id));
    }

    /** The section at an address that it has or had. */
    Optional<Long> findSection(String slug) {
        return database.read(ChangeMapper.class, changes -> changes.findSection(slug));
    }

    /** The account of that login, when it made any entry. */
    Optional<Long> findAuthor(String login) {
        return database.read(ChangeMapper.class, changes -> changes.findAuthor(login));
    }

    /** Logins of all who made an entry. */
    List<String> listAuthors() {
        return database.read(ChangeMapper.class, ChangeMapper::listAuthors);
    }

    /** The subject menu, each section before those in it. */
    List<ChangeMapper.SectionRow> listSections() {
        return database.read(ChangeMapper.class, ChangeMapper::listSections);
    }

    private static Piece piece(ChangeMapper changes, ChangeFilter filter, Mark mark, int size) {
        List<ChangeMapper.SiteRow> rows = changes.listAfter(filter, mark, size);
        boolean isTop = mark.equals(Mark.TOP);
        // One more than a piece holds tells which entry the piece before hangs on.
        List<Long> before = isTop ? List.of() : changes.listDownTo(filter, mark, size + 1);
        return new Piece(
                rows,
                before.size() > size ? before.getLast() : 0,
                isTop ? 0 : changes.countDownTo(filter, mark),
                filter.equals(ChangeFilter.ALL) ? changes.countAll() : changes.count(filter));
    }

    /** What an entry says was done. The names in the database are these in small letters. */
    public enum Kind {
        CREATED("utworzenie", "created"),
        CHANGED("zmiana", "changed"),
        RENAMED("zmiana adresu", "address changed"),
        MOVED("przeniesienie do innego działu", "moved to another section"),
        ARCHIVED("przeniesienie do archiwum", "archived"),
        RESTORED("przywrócenie z archiwum", "restored from the archive"),
        WITHDRAWN("wycofanie", "withdrawn"),
        ATTACHED("dodanie załącznika", "file attached"),
        REPLACED("nowa wersja załącznika", "new version of a file"),
        DETACHED("usunięcie załącznika", "file removed");

        private final String polish;
        private final String english;

        Kind(String polish, String english) {
            this.polish = polish;
            this.english = english;
        }

        /** For citizens. */
        public String words(Language language) {
            return language.choose(polish, english);
        }

        /** For citizens, in Polish. */
        public String words() {
            return polish;
        }
    }

    /**
     * One change.
     *
     * @param reason as it was written, also when it is "1"
     * @param login of who made the change
     */
    public record Entry(Instant changedAt, Kind kind, String reason, String login) {}

    /**
     * A piece of the site's list, the newest first.
     *
     * @param newerMark id of the entry that the piece before this follows; 0 when that is the first
     * @param offset rows of the whole list before this piece
     * @param total rows of the whole list
     */
    record Piece(List<ChangeMapper.SiteRow> rows, long newerMark, long offset, long total) {
        Piece {
            rows = List.copyOf(rows);
        }

        /** Number of the last row of the list that is in this piece. */
        long end() {
            return offset + rows.size();
        }
    }
}

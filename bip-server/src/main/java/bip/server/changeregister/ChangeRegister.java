package bip.server.changeregister;

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

    /** The piece of the whole site's list, the newest first, that begins after {@code offset}. */
    Piece listFrom(long offset, int size) {
        return database.read(ChangeMapper.class, changes -> piece(changes, offset, size));
    }

    /** The piece that follows entry {@code id}: the next older ones. Empty for no such entry. */
    Optional<Piece> listOlderThan(long id, int size) {
        return database.read(
                ChangeMapper.class,
                changes ->
                        changes.exists(id)
                                ? Optional.of(piece(changes, changes.countNewerThan(id) + 1, size))
                                : Optional.empty());
    }

    private static Piece piece(ChangeMapper changes, long offset, int size) {
        // One more on either side tells which entries the neighbouring pieces hang on.
        long first = Math.max(0, offset - size - 1);
        int before = Math.toIntExact(offset - first);
        List<ChangeMapper.SiteRow> rows = changes.list(first, before + size);
        return new Piece(
                rows.subList(0, Math.min(before, rows.size())),
                rows.subList(Math.min(before, rows.size()), rows.size()),
                offset,
                changes.count());
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
     * @param before the rows before it, as far as the piece before needs them
     * @param offset rows of the whole list before this piece
     * @param total rows of the whole list
     */
    record Piece(
            List<ChangeMapper.SiteRow> before,
            List<ChangeMapper.SiteRow> rows,
            long offset,
            long total) {
        Piece {
            before = List.copyOf(before);
            rows = List.copyOf(rows);
        }

        /** Number of the last row of the list that is in this piece. */
        long end() {
            return offset + rows.size();
        }
    }
}

package bip.server.page;

import bip.server.database.Database;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The door of this room for what was public when. A court may ask it (art. 8 ust. 6 pkt 5), so it
 * answers from what was recorded at each act, never from how things stand now.
 */
public final class PublicDays {
    private final Database database;

    public PublicDays(Database database) {
        this.database = database;
    }

    /** Everything that was public at {@code moment}. */
    public List<PublicPage> listAt(Instant moment) {
        return listAt(moment, 0, Long.MAX_VALUE);
    }

    /** A piece of it: by the subject menu of today, then by address. */
    public List<PublicPage> listAt(Instant moment, long offset, long limit) {
        return database.read(
                DayMapper.class,
                days ->
                        days.list(moment, offset, limit).stream()
                                .map(row -> row.with(days.listFiles(row.id(), moment)))
                                .toList());
    }

    /** How many pages were public at {@code moment}. */
    public long countAt(Instant moment) {
        return database.read(DayMapper.class, days -> days.count(moment));
    }

    /**
     * How many pages may have been public at {@code moment} besides: they were withdrawn before
     * they came here, and when is not known.
     */
    public long countUnknownAt(Instant moment) {
        return database.read(DayMapper.class, days -> days.countUnknown(moment));
    }

    /**
     * A page as it was.
     *
     * @param slug its address then
     * @param slugNow its address now
     * @param withdrawnNow it was withdrawn since
     * @param sectionId where it stood in the subject menu; null for nowhere
     * @param sectionTitle as the section is called now; empty for none
     * @param archived it was in the archive already
     * @param revision its newest then
     * @param textLater what it said then is not known here: the revision is the first that is
     * @param files that it showed then
     */
    public record PublicPage(
            long id,
            String slug,
            String slugNow,
            boolean withdrawnNow,
            @Nullable Long sectionId,
            String sectionTitle,
            String sectionTitleEnglish,
            boolean archived,
            int revision,
            String title,
            boolean textLater,
            List<PublicFile> files) {
        public PublicPage {
            files = List.copyOf(files);
        }
    }

    /**
     * A version of a file that a page showed.
     *
     * @param number of the version, from 1
     * @param goneNow it cannot be read any more
     */
    public record PublicFile(long id, String fileName, String title, int number, boolean goneNow) {}
}

package bip.ctl.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a database held at one moment: whoever took a mark can tell later whether anything was
 * committed since, by whatever process.
 *
 * <p>While the write-ahead log goes on from where it was, its position tells at once. When it was
 * folded into the file, as the last process that closes the database does, the pages are compared:
 * folding moves them and changes none.
 *
 * @param position of the log; null when it held nothing
 */
public record DatabaseMark(@Nullable LogPosition position, PageSum pages) {

    /** A log that grows all the time while it is read is not being left alone. */
    private static final int MOST_TRIES = 5;

    /**
     * Looks at {@code database}, all of it: about a second for each gibibyte.
     *
     * @throws IOException if it cannot be read, or changes while it is read
     */
    public static DatabaseMark take(Path database) throws IOException {
        for (int i = 0; i < MOST_TRIES; i++) {
            WriteAheadLog log = WriteAheadLog.read(database);
            PageSum pages = PageSum.of(database, log);
            if (Objects.equals(WriteAheadLog.read(database).position(), log.position())) {
                return new DatabaseMark(log.position(), pages);
            }
        }
        throw new IOException(database + " is being written to");
    }

    /**
     * The pages' count and sum, to be kept where only a text can be; the log's position is left
     * out.
     */
    public String text() {
        return pages.count() + ":" + Long.toHexString(pages.sum());
    }

    /** Whether nothing was committed to {@code database} since this mark was taken. */
    public boolean stillHolds(Path database) throws IOException {
        WriteAheadLog log = WriteAheadLog.read(database);
        if (position != null && log.position() != null) {
            return position.equals(log.position());
        }
        return PageSum.of(database, log).equals(pages);
    }
}

package bip.ctl.database;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is committed in the {@code -wal} file beside a database (file format, section 4).
 *
 * @param position null when nothing is
 * @param frames offset of the newest committed content of each page, by page number from 1
 * @param pageCount pages that the database has by its last commit; 0 when nothing is in the log
 */
record WriteAheadLog(@Nullable LogPosition position, Map<Integer, Long> frames, int pageCount) {

    private static final int HEADER = 32;
    private static final int FRAME_HEADER = 24;
    private static final int PAGE_SIZE_AT = 8;
    private static final int SALTS_AT = 16;

    private static final WriteAheadLog EMPTY = new WriteAheadLog(null, Map.of(), 0);

    static Path file(Path database) {
        return database.resolveSibling(database.getFileName() + "-wal");
    }

    static WriteAheadLog read(Path database) throws IOException {
        Path file = file(database);
        if (!Files.exists(file) || Files.size(file) < HEADER) {
            return EMPTY;
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer header = bytes(channel, 0, HEADER);
            return frames(channel, header.getInt(PAGE_SIZE_AT), header.getLong(SALTS_AT));
        }
    }

    /**
     * A frame of an earlier round has other salts, so the first such one ends the log. Checksums
     * are not reckoned: a frame that is torn has no commit behind it.
     */
    private static WriteAheadLog frames(FileChannel channel, int pageSize, long salts)
            throws IOException {
        var committed = new HashMap<Integer, Long>();
        var pending = new HashMap<Integer, Long>();
        LogPosition last = null;
        int pages = 0;
        long size = channel.size();
        long step = FRAME_HEADER + (long) pageSize;
        for (long at = HEADER, n = 1; at + step <= size; at += step, n++) {
            ByteBuffer header = bytes(channel, at, FRAME_HEADER);
            int page = header.getInt();
            int pagesAfterCommit = header.getInt();
            if (header.getLong() != salts) {
                break;
            }
            pending.put(page, at + FRAME_HEADER);
            if (pagesAfterCommit != 0) {
                committed.putAll(pending);
                pending.clear();
                pages = pagesAfterCommit;
                last = new LogPosition(salts, n, header.getLong());
            }
        }
        return last == null ? EMPTY : new WriteAheadLog(last, Map.copyOf(committed), pages);
    }

    static ByteBuffer bytes(FileChannel channel, long at, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, at + bytes.position()) < 0) {
                throw new EOFException("the log ended while it was read");
            }
        }
        return bytes.flip();
    }
}

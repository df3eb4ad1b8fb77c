package bip.ctl.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * A sum over all pages as a reader of the database would find them. It tells accidents apart, not
 * intent: whoever wants to hide a write from it can.
 *
 * @param count of pages
 */
record PageSum(long count, long sum) {

    private static final int HEADER = 100;
    private static final int PAGE_SIZE_AT = 16;

    /** Any other file is summed in pieces of this size. */
    private static final int USUAL_PAGE = 4096;

    static PageSum of(Path database, WriteAheadLog log) throws IOException {
        try (var main = FileChannel.open(database, StandardOpenOption.READ)) {
            int pageSize = pageSize(main);
            if (log.frames().isEmpty()) {
                return sum(main, pageSize);
            }
            try (var frames =
                    FileChannel.open(WriteAheadLog.file(database), StandardOpenOption.READ)) {
                return sum(main, pageSize, frames, log);
            }
        }
    }

    private static int pageSize(FileChannel main) throws IOException {
        if (main.size() < HEADER) {
            return USUAL_PAGE;
        }
        int size = WriteAheadLog.bytes(main, PAGE_SIZE_AT, 2).getShort() & 0xffff;
        // Two bytes cannot hold the largest; 1 stands for it (file format, 1.3.2).
        return size == 1 ? 65_536 : Math.max(512, size);
    }

    private static PageSum sum(FileChannel main, int pageSize) throws IOException {
        var sum = new CRC32C();
        long pages = 0;
        ByteBuffer page = ByteBuffer.allocate(pageSize);
        for (long at = 0; at < main.size(); at += pageSize, pages++) {
            add(sum, main, at, page);
        }
        return new PageSum(pages, sum.getValue());
    }

    private static PageSum sum(FileChannel main, int pageSize, FileChannel log, WriteAheadLog wal)
            throws IOException {
        var sum = new CRC32C();
        ByteBuffer page = ByteBuffer.allocate(pageSize);
        for (int number = 1; number <= wal.pageCount(); number++) {
            Long frame = wal.frames().get(number);
            if (frame == null) {
                add(sum, main, (number - 1L) * pageSize, page);
            } else {
                add(sum, log, frame, page);
            }
        }
        return new PageSum(wal.pageCount(), sum.getValue());
    }

    /** The last page of a file that is no database may be short. */
    private static void add(CRC32C sum, FileChannel from, long at, ByteBuffer page)
            throws IOException {
        page.clear();
        while (page.hasRemaining() && from.read(page, at + page.position()) >= 0) {
            // until it is full or the file ends
        }
        sum.update(page.flip());
    }
}

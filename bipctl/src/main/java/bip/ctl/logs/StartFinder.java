package bip.ctl.logs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Finds how far back in a log's family a query has to begin, so that no more is read than needed.
 */
final class StartFinder {

    /** From the end of a file, in bytes; a usual question is answered by the first. */
    private static final List<Long> WINDOWS = List.of(256L << 10, 4L << 20, 64L << 20);

    private static final int CHUNK_BYTES = 64 * 1024;

    private final LogQuery query;

    StartFinder(LogQuery query) {
        this.query = query;
    }

    /**
     * Where to begin.
     *
     * @param index of a file; the number of files when there is none to begin with
     * @param offset in it, in bytes
     */
    record Start(int index, long offset) {}

    /** The start in {@code files}, oldest first. */
    Start find(List<LogFile> files) throws IOException {
        boolean hasLive = !files.isEmpty() && files.getLast().isLive();
        int live = hasLive ? files.size() - 1 : files.size();
        int oldest = query.withRotated() ? 0 : live;
        Instant since = query.since();
        if (since != null) {
            return new Start(firstAt(files, oldest, since), 0);
        }
        return query.last() > 0 ? lastOf(files, oldest) : new Start(oldest, 0);
    }

    /** The newest file that begins at {@code since} or before. */
    private static int firstAt(List<LogFile> files, int oldest, Instant since) throws IOException {
        for (int i = files.size() - 1; i > oldest; i--) {
            Optional<Instant> first = firstTime(files.get(i));
            if (first.isPresent() && first.get().isBefore(since)) {
                return i;
            }
        }
        return oldest;
    }

    private static Optional<Instant> firstTime(LogFile file) throws IOException {
        return new String(file.head(), StandardCharsets.UTF_8)
                .lines()
                .flatMap(line -> EventHeader.parse(line).stream())
                .map(EventHeader::time)
                .findFirst();
    }

    private Start lastOf(List<LogFile> files, int oldest) throws IOException {
        int found = 0;
        for (int i = files.size() - 1; i >= oldest; i--) {
            LogFile file = files.get(i);
            long offset = file.isCompressed() ? 0 : windowWith(query.last() - found, file);
            found += count(file, offset);
            if (found > query.last()) {
                return new Start(i, offset);
            }
        }
        return new Start(oldest, 0);
    }

    /** Where in {@code file} the shortest window begins that holds more than {@code wanted}. */
    private long windowWith(int wanted, LogFile file) throws IOException {
        long size;
        try (FileChannel channel = file.open()) {
            size = channel.size();
        }
        for (long window : WINDOWS) {
            // One more than wanted: the first may be the rest of an event cut by the window.
            if (window < size && count(file, size - window) > wanted) {
                return size - window;
            }
        }
        return 0;
    }

    private int count(LogFile file, long offset) throws IOException {
        var filter = new EventFilter(query);
        var found = new AtomicInteger();
        var events =
                new EventAssembler(event -> {
                    if (filter.keeps(event) && !event.isContinued()) {
                        found.incrementAndGet();
                    }
                });
        var lines = new LineSplitter(events::accept);
        try (InputStream in = open(file, offset)) {
            read(in, lines);
        } catch (LogFile.FamilyChanged e) {
            throw e;
        } catch (IOException e) {
            // A damaged file counts as far as it goes; who reads it afterwards says so.
            if (!file.isCompressed()) {
                throw e;
            }
        }
        lines.endOfFile();
        events.settle();
        return found.get();
    }

    private static InputStream open(LogFile file, long offset) throws IOException {
        if (offset == 0) {
            return file.read();
        }
        FileChannel channel = file.open();
        channel.position(offset);
        return Channels.newInputStream(channel);
    }

    private static void read(InputStream in, LineSplitter lines) throws IOException {
        var bytes = new byte[CHUNK_BYTES];
        int count = in.read(bytes);
        while (count >= 0) {
            lines.accept(ByteBuffer.wrap(bytes, 0, count));
            count = in.read(bytes);
        }
    }
}

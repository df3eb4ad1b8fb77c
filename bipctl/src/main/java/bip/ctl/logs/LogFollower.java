package bip.ctl.logs;

import bip.ctl.support.Phrase;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands on what is written to a log file, each byte once and in the order of writing, also while
 * logrotate renames it, copies and truncates it, compresses or deletes its predecessors. What
 * happened between two steps is found out from what is there: the file held open is known by its
 * inode, its copies by their first bytes, and what comes after it by its place in the family.
 *
 * <p>It relies on one writer, which never goes back to an older file: once a newer file holds
 * anything, the older one is complete. What is written between copying and truncating is in neither
 * file and cannot be had, unless it was read before.
 *
 * <p>For one thread.
 */
final class LogFollower implements AutoCloseable {

    private static final int CHUNK_BYTES = 64 * 1024;

    /** So much is handed on in one step, so that the caller can stop in between. */
    private static final int CHUNKS_A_STEP = 16;

    /** A rotation makes us look again; more often than this only if something is badly wrong. */
    private static final int TRIES = 50;

    private final LogFamily family;
    private final LineSplitter lines;
    private final Consumer<Phrase> notices;
    private final ReadHeads read = new ReadHeads();
    private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK_BYTES);
    private @Nullable OpenLog current;
    private List<LogFile> listedWhenEmpty = List.of();
    private boolean isMissing;

    LogFollower(LogFamily family, LineSplitter lines, Consumer<Phrase> notices) {
        this.family = family;
        this.lines = lines;
        this.notices = notices;
    }

    /**
     * Begins with {@code files[index]}; what is older counts as read.
     *
     * @param files as just listed
     * @param offset in that file, in bytes
     */
    void startAt(List<LogFile> files, int index, long offset) throws IOException {
        byte[] live = liveHead(files);
        for (LogFile older : files.subList(0, index)) {
            byte[] head = older.head();
            if (!ReadHeads.agree(head, live)) {
                // A copy of the live file that will be truncated next is not older than it.
                read.add(head);
            }
        }
        if (offset > 0) {
            current = OpenLog.open(files.get(index), offset);
        }
    }

    /**
     * Hands on some of what is new.
     *
     * @return false when there was nothing
     */
    boolean step() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            try {
                return look();
            } catch (LogFile.FamilyChanged _) {
                // Nothing was handed on: names are looked up before anything is read.
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        leave();
    }

    private boolean look() throws IOException {
        OpenLog log = current;
        if (log == null) {
            return advance();
        }
        if (log.offset() > 0 && !log.isSame()) {
            readCopy(log);
            return true;
        }
        if (log.file().key().equals(LogFile.keyOf(family.live()))) {
            return readLive(log);
        }
        return readMoved(log);
    }

    private boolean readLive(OpenLog log) throws IOException {
        for (int i = 0; i < CHUNKS_A_STEP; i++) {
            // Peeked first and judged afterwards: what is judged cannot have changed before.
            ByteBuffer chunk = log.peek(buffer);
            if (log.offset() == 0) {
                List<LogFile> files = family.list();
                if (!chunk.hasRemaining() && files.equals(listedWhenEmpty)) {
                    return i > 0;
                }
                listedWhenEmpty = files;
                if (!isNext(log, chunk, files)) {
                    leave();
                    return advance();
                }
            } else if (!log.isSame()) {
                readCopy(log);
                return true;
            }
            if (!chunk.hasRemaining()) {
                return i > 0;
            }
            lines.accept(log.consume(chunk));
        }
        return true;
    }

    /** Whether nothing unread is older than {@code log}, and {@code chunk} is its beginning. */
    private boolean isNext(OpenLog log, ByteBuffer chunk, List<LogFile> files) throws IOException {
        Optional<LogFile> next = findUnread(files);
        if (next.isEmpty() || !next.get().key().equals(log.file().key())) {
            return false;
        }
        confirm(files);
        var begin = new byte[Math.min(chunk.remaining(), LogFile.HEAD_BYTES)];
        chunk.get(chunk.position(), begin);
        return ReadHeads.begins(next.get().head(), begin);
    }

    /** The file was truncated: what was not read of it stands in its copy, if it has one. */
    private void readCopy(OpenLog log) throws IOException {
        List<LogFile> files = family.list();
        int index = indexOfHead(files, log.head());
        confirm(files);
        if (index >= 0 && !files.get(index).isLive()) {
            hand(files.get(index), log.head(), log.offset());
            notices.accept(Phrase.of("logs.truncated", family.live()));
        } else {
            notices.accept(Phrase.of("logs.truncatedWithoutCopy", family.live()));
        }
        finish(log);
    }

    /** The file held open is not the live one any more: it was renamed or deleted. */
    private boolean readMoved(OpenLog log) throws IOException {
        List<LogFile> files = family.list();
        int index = indexOfKey(files, log.file().key());
        if (index < 0) {
            index = indexOfHead(files, log.beginning());
        }
        if (log.offset() == 0 && log.file().isLive() && index >= 0) {
            // Nothing of it is read: so the oldest unread file tells where to go on.
            leave();
            return advance();
        }
        if (index < 0) {
            index = read.newestIn(files);
        }
        // Looked at before the rest is read: then what the writer put there before is in that rest.
        boolean isComplete = hasBytes(files.subList(index + 1, files.size()));
        confirm(files);
        boolean any = drain(log);
        if (isComplete) {
            finish(log);
        }
        return any || isComplete;
    }

    private boolean drain(OpenLog log) throws IOException {
        boolean any = false;
        ByteBuffer chunk = log.peek(buffer);
        while (chunk.hasRemaining()) {
            lines.accept(log.consume(chunk));
            any = true;
            chunk = log.peek(buffer);
        }
        return any;
    }

    /** Goes on to the oldest file that is not read. */
    private boolean advance() throws IOException {
        List<LogFile> files = family.list();
        Optional<LogFile> next = findUnread(files);
        if (next.isEmpty()) {
            complainOnce();
            return false;
        }
        isMissing = false;
        LogFile file = next.get();
        byte[] head = file.head();
        confirm(files);
        if (file.isCompressed()) {
            hand(file, head, 0);
            lines.endOfFile();
            read.add(head);
        } else {
            current = OpenLog.open(file, 0);
            listedWhenEmpty = List.of();
        }
        return true;
    }

    /**
     * What was found out by looking into {@code files} one after the other holds only if they were
     * the same all the time.
     */
    private void confirm(List<LogFile> files) throws IOException {
        if (!family.list().equals(files)) {
            throw new LogFile.FamilyChanged(null);
        }
    }

    private void complainOnce() {
        if (!isMissing) {
            isMissing = true;
            notices.accept(Phrase.of("logs.missing", family.live()));
        }
    }

    private Optional<LogFile> findUnread(List<LogFile> files) throws IOException {
        byte[] live = liveHead(files);
        for (LogFile file : files.subList(read.newestIn(files) + 1, files.size())) {
            byte[] head = file.head();
            boolean isCopyOfLive = !file.isLive() && ReadHeads.agree(head, live);
            if (file.isLive() || (head.length > 0 && !isCopyOfLive)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /**
     * Hands on a file that is complete.
     *
     * @param head that it begins with, if it is the one that is meant
     * @param offset from which on
     */
    private void hand(LogFile file, byte[] head, long offset) throws IOException {
        try (InputStream in = new BufferedInputStream(file.read(), CHUNK_BYTES)) {
            in.mark(LogFile.HEAD_BYTES);
            if (!Arrays.equals(in.readNBytes(head.length), head)) {
                throw new LogFile.FamilyChanged(null);
            }
            in.reset();
            // A copy may be shorter than what was read: then nothing of it is left to hand on.
            skip(in, offset);
            handRest(in);
        } catch (LogFile.FamilyChanged e) {
            throw e;
        } catch (IOException e) {
            notices.accept(Phrase.of("logs.damaged", file.path(), String.valueOf(e.getMessage())));
        }
    }

    private void handRest(InputStream in) throws IOException {
        var bytes = new byte[CHUNK_BYTES];
        int count = in.read(bytes);
        while (count >= 0) {
            lines.accept(ByteBuffer.wrap(bytes, 0, count));
            count = in.read(bytes);
        }
    }

    private static void skip(InputStream in, long count) throws IOException {
        var bytes = new byte[CHUNK_BYTES];
        long left = count;
        while (left > 0) {
            int skipped = in.read(bytes, 0, (int) Math.min(left, bytes.length));
            if (skipped < 0) {
                return;
            }
            left -= skipped;
        }
    }

    private void finish(OpenLog log) throws IOException {
        lines.endOfFile();
        read.add(log.head());
        leave();
    }

    private void leave() throws IOException {
        OpenLog log = current;
        current = null;
        if (log != null) {
            log.close();
        }
    }

    private static byte[] liveHead(List<LogFile> files) throws IOException {
        boolean isThere = !files.isEmpty() && files.getLast().isLive();
        return isThere ? files.getLast().head() : new byte[0];
    }

    private static boolean hasBytes(List<LogFile> files) throws IOException {
        for (LogFile file : files) {
            if (file.head().length > 0) {
                return true;
            }
        }
        return false;
    }

    private static int indexOfKey(List<LogFile> files, Object key) {
        for (int i = files.size() - 1; i >= 0; i--) {
            if (files.get(i).key().equals(key)) {
                return i;
            }
        }
        return -1;
    }

    /** The newest that begins so; -1 when none does, or the head is empty. */
    private static int indexOfHead(List<LogFile> files, byte[] head) throws IOException {
        for (int i = files.size() - 1; i >= 0 && head.length > 0; i--) {
            if (ReadHeads.begins(files.get(i).head(), head)) {
                return i;
            }
        }
        return -1;
    }
}

package bip.ctl.logs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/**
 * The file that is being read, held open so that it stays readable when it is renamed or deleted.
 */
final class OpenLog implements AutoCloseable {

    private final LogFile file;
    private final FileChannel channel;
    private long offset;
    private byte[] head;

    private OpenLog(LogFile file, FileChannel channel, long offset) throws IOException {
        this.file = file;
        this.channel = channel;
        this.offset = offset;
        this.head = LogFile.head(channel, (int) Math.min(offset, LogFile.HEAD_BYTES));
    }

    /**
     * Opens {@code file}.
     *
     * @param offset in bytes; what is before it counts as read
     * @throws LogFile.FamilyChanged if another file has its name by now
     */
    static OpenLog open(LogFile file, long offset) throws IOException {
        FileChannel channel = file.open();
        try {
            return new OpenLog(file, channel, offset);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    LogFile file() {
        return file;
    }

    /** How much is read, in bytes. */
    long offset() {
        return offset;
    }

    /** The first bytes of what is read, by which the file is known again. */
    byte[] head() {
        return head;
    }

    /** Its first bytes as they are now, read or not. */
    byte[] beginning() throws IOException {
        return LogFile.head(channel, LogFile.HEAD_BYTES);
    }

    /**
     * The next bytes, put into {@code buffer}; none at the end. They are not read until consumed.
     */
    ByteBuffer peek(ByteBuffer buffer) throws IOException {
        buffer.clear();
        channel.read(buffer, offset);
        return buffer.flip();
    }

    /** Counts {@code chunk}, just peeked, as read. */
    ByteBuffer consume(ByteBuffer chunk) {
        if (offset == head.length && head.length < LogFile.HEAD_BYTES) {
            int more = Math.min(chunk.remaining(), LogFile.HEAD_BYTES - head.length);
            byte[] grown = Arrays.copyOf(head, head.length + more);
            chunk.get(chunk.position(), grown, head.length, more);
            head = grown;
        }
        offset += chunk.remaining();
        return chunk;
    }

    /** Whether what was read still stands in it: false after it was truncated, or written anew. */
    boolean isSame() throws IOException {
        return channel.size() >= offset && Arrays.equals(head, LogFile.head(channel, head.length));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

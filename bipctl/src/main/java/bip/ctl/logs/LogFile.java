package bip.ctl.logs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of the log's family as it was listed.
 *
 * @param key device and inode: a file keeps it when it is renamed
 * @param isCompressed by gzip
 * @param isLive the one that the server writes to, by its name
 */
record LogFile(Path path, Object key, boolean isCompressed, boolean isLive) {

    /**
     * The first bytes of a file tell it from all others: they hold the time of its first event.
     * They stay when it is renamed, copied and compressed.
     */
    static final int HEAD_BYTES = 4096;

    /** Device and inode of what is there now; null when nothing is. */
    static @Nullable Object keyOf(Path path) throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /**
     * Opens it.
     *
     * @throws FamilyChanged if another file has its name by now
     */
    FileChannel open() throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(path, StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            throw new FamilyChanged(e);
        }
        // It was this file before the opening and is after it, so it is this one that was opened.
        if (!key.equals(keyOf(path))) {
            channel.close();
            throw new FamilyChanged(null);
        }
        return channel;
    }

    /** Its content, uncompressed, from its beginning. */
    InputStream read() throws IOException {
        InputStream raw = Channels.newInputStream(open());
        if (!isCompressed) {
            return raw;
        }
        try {
            return new GZIPInputStream(raw, 64 * 1024);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /**
     * Its first bytes, {@link #HEAD_BYTES} at most; none when it is empty. Of a damaged file what
     * can be had of them, or else a mark of its own, so that it does not pass for an empty one.
     */
    byte[] head() throws IOException {
        if (!isCompressed) {
            try (FileChannel channel = open()) {
                return head(channel, HEAD_BYTES);
            }
        }
        var head = new byte[HEAD_BYTES];
        int length = 0;
        try (InputStream in = read()) {
            int count = in.read(head);
            while (count > 0) {
                length += count;
                count = in.read(head, length, HEAD_BYTES - length);
            }
        } catch (FamilyChanged e) {
            throw e;
        } catch (IOException e) {
            if (length == 0) {
                return ("damaged " + key).getBytes(StandardCharsets.UTF_8);
            }
        }
        return Arrays.copyOf(head, length);
    }

    /** The first {@code count} bytes, or what there is. */
    static byte[] head(FileChannel channel, int count) throws IOException {
        var buffer = ByteBuffer.allocate(count);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, buffer.position()) < 0) {
                break;
            }
        }
        var head = new byte[buffer.position()];
        buffer.flip().get(head);
        return head;
    }

    /** The family was rotated while it was looked at: look again. */
    static final class FamilyChanged extends IOException {
        FamilyChanged(@Nullable Throwable cause) {
            super("rotated meanwhile", cause);
        }
    }
}

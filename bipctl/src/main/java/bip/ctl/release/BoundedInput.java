package bip.ctl.release;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Phrase;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * The unpacked bytes of an archive, given out only as far as was allowed: the tar reader keeps long
 * names in memory, so it must not find more of them than we foresee.
 */
final class BoundedInput extends FilterInputStream {

    private final Path archive;
    private final LongSupplier packedBytes;
    private long allowed;
    private long unpackedBytes;
    private boolean onlyZeros = true;

    /**
     * Nothing is allowed at first.
     *
     * @param archive for messages
     * @param packedBytes how much of the archive was read so far
     */
    BoundedInput(InputStream in, Path archive, LongSupplier packedBytes) {
        super(in);
        this.archive = archive;
        this.packedBytes = packedBytes;
    }

    /** From here on at most so many bytes may be read, until the next call. */
    void allow(long bytes) {
        allowed = bytes;
        onlyZeros = true;
    }

    /** Whether all that was read since the last {@link #allow} was filling. */
    boolean wasOnlyZeros() {
        return onlyZeros;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        if (count > 0) {
            account(count);
            for (int i = offset; onlyZeros && i < offset + count; i++) {
                onlyZeros = buffer[i] == 0;
            }
        }
        return count;
    }

    private void account(int count) {
        allowed -= count;
        unpackedBytes += count;
        if (allowed < 0) {
            throw tooBig(Phrase.of("bounds.header", ArchiveBounds.HEADER_BYTES));
        }
        long most = ArchiveBounds.RATIO_FREE_BYTES + ArchiveBounds.RATIO * packedBytes.getAsLong();
        if (unpackedBytes > most) {
            throw tooBig(Phrase.of("bounds.ratio", ArchiveBounds.RATIO));
        }
    }

    private CtlException tooBig(Phrase reason) {
        return new CtlException(ErrorCode.R105, archive, reason);
    }

    @Override
    public long skip(long count) throws IOException {
        // What is skipped counts too.
        byte[] skipped = new byte[(int) Math.min(count, 8192)];
        return Math.max(0, read(skipped, 0, skipped.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}

package bip.ctl.release;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Phrase;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a gzipped tar entry by entry, within bounds. Whatever is wrong with the archive becomes a
 * {@link CtlException} here, so that any other {@link IOException} is about this machine.
 */
final class ArchiveInput implements AutoCloseable {

    private static final Phrase NOT_TAR = Phrase.of("archive.notTar");
    private static final Phrase NOT_GZIP = Phrase.of("archive.notGzip");

    private final Path archive;
    private final InputStream packed;
    private final BoundedInput unpacked;
    private final TarArchiveInputStream tar;
    private int entries;

    private ArchiveInput(Path archive, InputStream packed, BoundedInput unpacked) {
        this.archive = archive;
        this.packed = packed;
        this.unpacked = unpacked;
        this.tar = new TarArchiveInputStream(unpacked, StandardCharsets.UTF_8.name());
    }

    /**
     * Opens {@code archive}.
     *
     * @param progress told how many bytes of the archive were read
     */
    static ArchiveInput open(Path archive, LongConsumer progress) throws IOException {
        var counted = new CountedInput(open(archive), progress);
        // The unzipper takes no more than it needs from a stream with marks, so that what
        // follows the end can be found.
        var packed = new BufferedInputStream(counted, 64 << 10);
        try {
            var unzipped = GzipCompressorInputStream.builder().setInputStream(packed).get();
            return new ArchiveInput(
                    archive, packed, new BoundedInput(unzipped, archive, counted::count));
        } catch (IOException e) {
            packed.close();
            throw new CtlException(e, ErrorCode.R101, archive, NOT_GZIP);
        }
    }

    private static InputStream open(Path archive) throws IOException {
        if (Files.isDirectory(archive)) {
            throw new CtlException(ErrorCode.R100, archive);
        }
        try {
            return Files.newInputStream(archive);
        } catch (NoSuchFileException e) {
            throw new CtlException(e, ErrorCode.R100, archive);
        }
    }

    /** The next entry, its header unbroken; nothing else is promised of it. */
    Optional<TarArchiveEntry> next() {
        if (++entries > ArchiveBounds.ENTRIES) {
            throw new CtlException(
                    ErrorCode.R105, archive, Phrase.of("bounds.entries", ArchiveBounds.ENTRIES));
        }
        unpacked.allow(ArchiveBounds.HEADER_BYTES);
        Optional<TarArchiveEntry> entry = Optional.ofNullable(reading(tar::getNextEntry));
        if (entry.isPresent() && !entry.get().isCheckSumOK()) {
            throw new CtlException(ErrorCode.R101, archive, NOT_TAR);
        }
        return entry;
    }

    /** Allows the content of the present entry to be read. */
    void allowContent(long bytes) {
        unpacked.allow(bytes + ArchiveBounds.HEADER_BYTES);
    }

    /** Reads on in the present entry's content; -1 at its end. */
    int read(byte[] buffer) {
        return reading(() -> tar.read(buffer, 0, buffer.length));
    }

    /** Makes sure that nothing but filling follows the last entry, and nothing the archive. */
    void finish() {
        // What the tar reader skipped behind its end counts too, so nothing is allowed anew here.
        byte[] buffer = new byte[8192];
        int count = 0;
        while (count >= 0 && unpacked.wasOnlyZeros()) {
            count = reading(() -> unpacked.read(buffer, 0, buffer.length));
        }
        if (!unpacked.wasOnlyZeros() || reading(packed::read) >= 0) {
            throw new CtlException(ErrorCode.R101, archive, Phrase.of("archive.trailing"));
        }
    }

    private interface Reading<T extends @Nullable Object> {
        T read() throws IOException;
    }

    /** The tar reader answers some broken headers with exceptions meant for programmers. */
    private <T extends @Nullable Object> T reading(Reading<T> reading) {
        try {
            return reading.read();
        } catch (CtlException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new CtlException(e, ErrorCode.R101, archive, NOT_TAR);
        }
    }

    @Override
    public void close() throws IOException {
        packed.close();
    }

    /** Counts what is read of the archive. */
    private static final class CountedInput extends FilterInputStream {
        private final LongConsumer progress;
        private long count;

        CountedInput(InputStream in, LongConsumer progress) {
            super(in);
            this.progress = progress;
        }

        long count() {
            return count;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            if (b >= 0) {
                progress.accept(++count);
            }
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            if (read > 0) {
                count += read;
                progress.accept(count);
            }
            return read;
        }
    }
}

package bip.ctl.channel;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Phrase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * One header of a tar with POSIX headers (IEEE 1003.1, pax), no more of it than a bundle may have:
 * files, and a longer name before one. It is read here rather than by the library that unpacks
 * releases, because places are wanted, not contents, and everything else is to be refused.
 */
final class TarHeader {

    static final int BYTES = 512;

    /** Writers fill up to 20 of them; some write twice that. */
    static final int MOST_FILLING_BYTES = 40 * BYTES;

    private static final int MOST_EXTENSION_BYTES = 4096;

    private static final char FILE = '0';
    private static final char EXTENSION = 'x';

    private final Path archive;
    private final byte[] block;

    private TarHeader(Path archive, byte[] block) {
        this.archive = archive;
        this.block = block;
    }

    /** Whether it is a header, as far as its mark and sum tell. */
    static boolean isTar(byte[] block) {
        return block.length == BYTES
                && text(block, 257, 5).equals("ustar")
                && octal(block, 148, 8) == sum(block);
    }

    /**
     * A header, or the end.
     *
     * @throws CtlException C131 if it is neither
     */
    static TarHeader read(Path archive, byte[] block) {
        var header = new TarHeader(archive, block);
        if (!header.isEnd() && !isTar(block)) {
            throw header.malformed(Phrase.of("archive.notTar"));
        }
        return header;
    }

    boolean isEnd() {
        return Arrays.equals(block, new byte[BYTES]);
    }

    /** What follows is a longer name for the file after it. */
    boolean isExtension() {
        return block[156] == EXTENSION;
    }

    void refuseUnlessFile(Path file) {
        if (block[156] != FILE || !text(block, 157, 100).isEmpty()) {
            throw new CtlException(ErrorCode.C131, file, Phrase.of("bundle.kind", name()));
        }
    }

    String name() {
        String prefix = text(block, 345, 155);
        String name = text(block, 0, 100);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    /** Of the content that follows. */
    long bytes() {
        long bytes = octal(block, 124, 12);
        if (bytes < 0) {
            throw malformed(Phrase.of("bundle.size", name()));
        }
        return bytes;
    }

    /** The same with what fills the last block. */
    long paddedBytes() {
        return (bytes() + BYTES - 1) / BYTES * BYTES;
    }

    /** As {@link #bytes}, of an extension, which is read whole. */
    int extensionBytes() {
        if (bytes() > MOST_EXTENSION_BYTES) {
            throw malformed(Phrase.of("bundle.size", name()));
        }
        return (int) bytes();
    }

    /** The one record {@code LENGTH path=NAME} of an extension. */
    String nameIn(byte[] extension) {
        String record = new String(extension, StandardCharsets.UTF_8);
        String prefix = extension.length + " path=";
        if (!record.startsWith(prefix) || record.indexOf('\n') != record.length() - 1) {
            throw malformed(Phrase.of("bundle.extension"));
        }
        return record.substring(prefix.length(), record.length() - 1);
    }

    private CtlException malformed(Phrase reason) {
        return new CtlException(ErrorCode.C131, archive, reason);
    }

    /** Up to the first NUL. */
    private static String text(byte[] block, int from, int length) {
        int end = from;
        while (end < from + length && block[end] != 0) {
            end++;
        }
        return new String(block, from, end - from, StandardCharsets.UTF_8);
    }

    /** -1 for what is no number so written, such as one beyond 8 GiB. */
    private static long octal(byte[] block, int from, int length) {
        String digits = text(block, from, length).strip();
        return digits.matches("[0-7]{1,11}") ? Long.parseLong(digits, 8) : -1;
    }

    /** Of all bytes, those of the sum itself taken for spaces. */
    private static long sum(byte[] block) {
        long sum = 0;
        for (int i = 0; i < BYTES; i++) {
            sum += i >= 148 && i < 156 ? ' ' : block[i] & 0xff;
        }
        return sum;
    }
}

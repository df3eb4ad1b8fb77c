package bip.ctl.release;

/**
 * What an archive may hold. A release has some 350 files and 110 MiB; the bounds leave room for
 * growth and keep a hostile archive from filling a disk or the memory.
 */
final class ArchiveBounds {

    /** Files and folders together. */
    static final int ENTRIES = 20_000;

    static final long FILE_BYTES = 256L << 20;

    /** All files together. */
    static final long UNPACKED_BYTES = 1L << 30;

    /** 20,000 files at about 200 bytes each in {@code release.json}, twice. */
    static final int MANIFEST_BYTES = 8 << 20;

    /**
     * Names beyond 100 characters come as extra records before an entry, which the reader keeps in
     * memory: between two contents at most this much is read.
     */
    static final long HEADER_BYTES = 64 << 10;

    /** Runtime images and classes compress about 1:3, text 1:10; zeros 1:1000. */
    static final long RATIO = 100;

    /**
     * A tiny archive is mostly the zeros that fill its blocks, so the ratio counts from here on.
     */
    static final long RATIO_FREE_BYTES = 1 << 20;

    private ArchiveBounds() {}
}

package bip.packaging.publisher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Files that are there whole or not at all, also after a power cut: written beside, synced,
 * renamed, the folder synced.
 */
final class SafeFiles {

    static final Set<PosixFilePermission> PUBLIC = PosixFilePermissions.fromString("rw-r--r--");
    static final Set<PosixFilePermission> SECRET = PosixFilePermissions.fromString("rw-------");

    private SafeFiles() {}

    /** Puts {@code bytes} in place of what {@code file} was, if it was there. */
    static void write(Path file, byte[] bytes, Set<PosixFilePermission> mode) throws IOException {
        place(
                file,
                mode,
                channel -> {
                    var buffer = ByteBuffer.wrap(bytes);
                    while (buffer.hasRemaining()) {
                        channel.write(buffer);
                    }
                });
    }

    /**
     * Copies {@code source} to {@code file}.
     *
     * @throws IOException if what was copied has not the {@code expected} hashes; then nothing is
     *     at {@code file}
     */
    static void copy(Path source, Path file, Digests expected) throws IOException {
        place(
                file,
                PUBLIC,
                channel -> {
                    try (var from = FileChannel.open(source, StandardOpenOption.READ)) {
                        long size = from.size();
                        for (long at = 0; at < size; ) {
                            long copied = from.transferTo(at, size - at, channel);
                            if (copied == 0) {
                                throw new IOException(source + " became shorter while it was read");
                            }
                            at += copied;
                        }
                    }
                    if (!Digests.of(beside(file)).equals(expected)) {
                        throw new IOException(source + " changed while it was read");
                    }
                });
    }

    /** Puts {@code beside}, which was written in the same folder, in place of {@code file}. */
    static void rename(Path beside, Path file) throws IOException {
        try (var channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        move(beside, file);
    }

    static Path beside(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".new");
    }

    private interface Filling {
        void fill(FileChannel channel) throws IOException;
    }

    private static void place(Path file, Set<PosixFilePermission> mode, Filling filling)
            throws IOException {
        Path beside = beside(file);
        Files.createDirectories(folderOf(file));
        Files.deleteIfExists(beside);
        try {
            // Nobody else may read it before it has its mode: it may be a secret.
            try (var channel =
                    FileChannel.open(
                            beside,
                            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            PosixFilePermissions.asFileAttribute(SECRET))) {
                filling.fill(channel);
                Files.setPosixFilePermissions(beside, mode);
                channel.force(true);
            }
            move(beside, file);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static void move(Path beside, Path file) throws IOException {
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        try (var channel = FileChannel.open(folderOf(file), StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Path folderOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IllegalArgumentException(file + " is no file");
        }
        return folder;
    }
}

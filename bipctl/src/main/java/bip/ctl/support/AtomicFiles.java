package bip.ctl.support;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Files and links that are either as before or wholly new, also after a power cut: written beside,
 * synced, renamed, the folder synced.
 */
public final class AtomicFiles {

    private static final Set<PosixFilePermission> USUAL =
            PosixFilePermissions.fromString("rw-r--r--");

    private AtomicFiles() {}

    /**
     * Makes {@code file} hold {@code bytes}. An existing file keeps its mode; a new one gets 0644.
     * One writer of the same file at a time: the file written beside has a fixed name, so that a
     * killed writer leaves at most one.
     */
    public static void write(Path file, byte[] bytes) throws IOException {
        write(file, bytes, modeOf(file));
    }

    /** As {@link #write(Path, byte[])}, with the mode of the new file. */
    public static void write(Path file, byte[] bytes, Set<PosixFilePermission> mode)
            throws IOException {
        Path beside = beside(file);
        try {
            writeNew(beside, bytes, mode);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
        syncFolder(folderOf(file));
    }

    private static void writeNew(Path file, byte[] bytes, Set<PosixFilePermission> mode)
            throws IOException {
        Files.deleteIfExists(file);
        // Made unreadable to others first: the content may be a secret.
        try (var channel =
                FileChannel.open(
                        file,
                        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))) {
            var buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            Files.setPosixFilePermissions(file, mode);
            channel.force(true);
        }
    }

    private static Set<PosixFilePermission> modeOf(Path file) throws IOException {
        try {
            return Files.getPosixFilePermissions(file);
        } catch (NoSuchFileException e) {
            return USUAL;
        }
    }

    /** Makes sure that names made, changed or removed in {@code folder} survive a power cut. */
    public static void syncFolder(Path folder) throws IOException {
        sync(folder);
    }

    /** Makes sure that what {@code file} holds by now, whoever wrote it, survives a power cut. */
    public static void sync(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * Points {@code link} at {@code target} (kept as given, so it may be relative) in one step: at
     * every instant the link is the old one or the new one.
     */
    public static void replaceLink(Path link, Path target) throws IOException {
        Path beside = beside(link);
        try {
            Files.deleteIfExists(beside);
            Files.createSymbolicLink(beside, target);
            // rename(2) replaces the link; deleting and making it anew would leave a gap.
            Files.move(beside, link, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
        syncFolder(folderOf(link));
    }

    /**
     * Removes a file or link for good, with what a killed writer of it left: a power cut does not
     * bring it back. Nothing happens when there is nothing.
     */
    public static void delete(Path file) throws IOException {
        sweep(file);
        if (Files.deleteIfExists(file)) {
            syncFolder(folderOf(file));
        }
    }

    /** Removes what a killed writer of {@code file} left beside it, and not the file. */
    public static void sweep(Path file) throws IOException {
        Files.deleteIfExists(beside(file));
    }

    /**
     * Removes a file, a link or a folder with all in it, also a read-only one, for good: a power
     * cut does not bring it back. Links are removed, never followed. Nothing happens when there is
     * nothing.
     */
    public static void deleteTree(Path path) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            deleteAll(path);
            syncFolder(folderOf(path));
        }
    }

    private static void deleteAll(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            for (Path child : children(path)) {
                deleteAll(child);
            }
        }
        Files.deleteIfExists(path);
    }

    private static List<Path> children(Path folder) throws IOException {
        try (var children = Files.list(folder)) {
            return children.toList();
        }
    }

    private static Path beside(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".new");
    }

    private static Path folderOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? file : folder;
    }
}

package bip.ctl.backup;

import bip.ctl.support.AtomicFiles;
import bip.ctl.support.Programs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Files and folders of a repository: root's alone, and on the disk when that is said. */
final class Durable {

    static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private static final FileAttribute<Set<PosixFilePermission>> NEW_FILE =
            PosixFilePermissions.asFileAttribute(FILE);
    private static final FileAttribute<Set<PosixFilePermission>> NEW_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /** A slow disk may have gigabytes to write. */
    private static final Duration SYNC_LIMIT = Duration.ofHours(2);

    private static final Set<StandardOpenOption> OVERWRITE =
            Set.of(
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE);

    private Durable() {}

    static void makeFolder(Path folder) throws IOException {
        Files.createDirectories(folder, NEW_FOLDER);
    }

    /** Opens {@code file}, anew and empty; it is not durable until the file system is synced. */
    static FileChannel overwrite(Path file) throws IOException {
        return FileChannel.open(file, OVERWRITE, NEW_FILE);
    }

    static void write(Path file, byte[] bytes, int length) throws IOException {
        try (FileChannel channel = overwrite(file)) {
            writeFully(channel, bytes, length);
        }
    }

    static void writeFully(FileChannel channel, byte[] bytes, int length) throws IOException {
        var buffer = ByteBuffer.wrap(bytes, 0, length);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** Writes a small file that is on the disk when this returns. */
    static void writeNow(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = overwrite(file)) {
            writeFully(channel, bytes, bytes.length);
            channel.force(true);
        }
    }

    static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /**
     * Brings to the disk what was written to the file system of {@code folder}: one call for
     * thousands of files, where one for each would take a minute.
     *
     * @throws IOException if the system says that not all came there
     */
    static void syncFileSystem(Path folder) throws IOException, InterruptedException {
        var result =
                Programs.run(
                        List.of("sync", "-f", folder.toString()),
                        Map.of("PATH", "/usr/bin:/bin"),
                        SYNC_LIMIT);
        if (result.exitCode() != 0) {
            throw new IOException("sync -f " + folder + ": " + result.err().strip());
        }
        AtomicFiles.syncFolder(folder);
    }
}

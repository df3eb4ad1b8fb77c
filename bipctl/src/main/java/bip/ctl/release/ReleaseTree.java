package bip.ctl.release;

import bip.ctl.release.ReleaseManifest.ListedFile;
import bip.ctl.support.AtomicFiles;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Phrase;
import bip.ctl.support.WriteBehind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the tree of a release into an empty folder that nobody else knows yet. */
final class ReleaseTree {

    static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("r--r--r--");
    static final Set<PosixFilePermission> PROGRAM = PosixFilePermissions.fromString("r-xr-xr-x");

    private final Path archive;
    private final Path folder;

    /**
     * A tree to be written.
     *
     * @param archive for messages
     */
    ReleaseTree(Path archive, Path folder) {
        this.archive = archive;
        this.folder = folder;
    }

    /**
     * Writes all of {@code reader}'s release, makes it read-only and sure to survive a power cut.
     */
    void write(ReleaseReader reader) throws IOException {
        Files.createDirectory(folder);
        // Waiting for the disk keeps neither from its work: of a large file that takes long.
        try (var syncing = new WriteBehind();
                var behind = new WriteBehind()) {
            try {
                reader.readFiles((file, content) -> writeFile(file, content, behind, syncing));
            } finally {
                // What is wrong with a file that came earlier is told first.
                behind.finish();
            }
            syncing.finish();
        }
        writeManifest(reader.manifestBytes());
        seal();
    }

    private void writeFile(
            ListedFile file, ReleaseReader.Content content, WriteBehind behind, WriteBehind syncing)
            throws IOException {
        var target = new TargetFile(file);
        behind.then(target::open);
        try {
            byte[] buffer = behind.buffer();
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                behind.take(buffer, n, target::write);
                buffer = behind.buffer();
            }
            behind.putBack(buffer);
            behind.then(target::finish);
        } finally {
            behind.inAnyCase(target::close);
        }
        behind.then(() -> syncing.then(target::sync));
    }

    /** One file on its way to the disk; of the thread that writes. */
    private final class TargetFile {
        private final ListedFile file;
        private final Path path;
        private final MessageDigest digest = Digests.newSha256();
        private @Nullable FileChannel channel;

        TargetFile(ListedFile file) {
            this.file = file;
            this.path = folder.resolve(file.path());
        }

        void open() throws IOException {
            Files.createDirectories(path.resolveSibling(""));
            channel = create(path);
        }

        void write(byte[] buffer, int count) throws IOException {
            digest.update(buffer, 0, count);
            writeFully(opened(), ByteBuffer.wrap(buffer, 0, count));
        }

        void finish() throws IOException {
            Files.setPosixFilePermissions(path, file.executable() ? PROGRAM : FILE);
            if (!Digests.hex(digest).equals(file.sha256())) {
                throw new CtlException(
                        ErrorCode.R106, archive, Phrase.of("contents.hash", file.path()));
            }
        }

        private FileChannel opened() {
            return Objects.requireNonNull(channel, "nothing is done after a failure to open");
        }

        void close() throws IOException {
            if (channel != null) {
                channel.close();
            }
        }

        /** Of another thread: what was written above is for the kernel alone by then. */
        void sync() throws IOException {
            AtomicFiles.sync(path);
        }
    }

    private void writeManifest(byte[] manifest) throws IOException {
        Path target = folder.resolve(ReleaseArchive.MANIFEST);
        try (var channel = create(target)) {
            writeFully(channel, ByteBuffer.wrap(manifest));
            Files.setPosixFilePermissions(target, FILE);
            channel.force(true);
        }
    }

    private static FileChannel create(Path target) throws IOException {
        return FileChannel.open(
                target, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private void seal() throws IOException {
        try (var paths = Files.walk(folder)) {
            for (Path sub : paths.filter(Files::isDirectory).toList()) {
                Files.setPosixFilePermissions(sub, PROGRAM);
                AtomicFiles.syncFolder(sub);
            }
        }
    }
}

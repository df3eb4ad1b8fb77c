package bip.ctl.release;

import bip.ctl.release.ReleaseManifest.ListedFile;
import bip.ctl.support.AtomicFiles;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Phrase;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

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
        reader.readFiles(this::writeFile);
        writeManifest(reader.manifestBytes());
        seal();
    }

    private void writeFile(ListedFile file, ReleaseReader.Content content) throws IOException {
        Path target = folder.resolve(file.path());
        Files.createDirectories(target.resolveSibling(""));
        var digest = Digests.newSha256();
        try (var channel = create(target)) {
            byte[] buffer = new byte[64 << 10];
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                digest.update(buffer, 0, n);
                writeFully(channel, ByteBuffer.wrap(buffer, 0, n));
            }
            Files.setPosixFilePermissions(target, file.executable() ? PROGRAM : FILE);
            channel.force(true);
        }
        if (!Digests.hex(digest).equals(file.sha256())) {
            throw new CtlException(
                    ErrorCode.R106, archive, Phrase.of("contents.hash", file.path()));
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

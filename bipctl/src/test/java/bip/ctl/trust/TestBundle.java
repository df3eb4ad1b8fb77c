package bip.ctl.trust;

import bip.ctl.testing.TestRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Bundles as the publisher writes them. */
final class TestBundle {

    private TestBundle() {}

    /** What {@code publisher} signed last, with one archive. */
    static Path write(Path file, RepositorySimulator publisher, String name, byte[] archive)
            throws IOException {
        try (var tar = new TarArchiveOutputStream(Files.newOutputStream(file), "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (int root = 1; root <= publisher.version(Role.ROOT); root++) {
                metadata(tar, Role.ROOT.fileName(root), publisher.publishedAs(Role.ROOT, root));
            }
            metadata(tar, Role.TIMESTAMP.fileName(), publisher.last(Role.TIMESTAMP));
            for (Role role : List.of(Role.SNAPSHOT, Role.TARGETS)) {
                metadata(tar, role.fileName(publisher.version(role)), publisher.last(role));
            }
            add(tar, "targets/" + TestRelease.sha512(archive) + "." + name, archive);
        }
        return file;
    }

    private static void metadata(TarArchiveOutputStream tar, String name, byte[] bytes)
            throws IOException {
        add(tar, "metadata/" + name, bytes);
    }

    private static void add(TarArchiveOutputStream tar, String path, byte[] bytes)
            throws IOException {
        var entry = new TarArchiveEntry(path, TarConstants.LF_NORMAL);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }
}

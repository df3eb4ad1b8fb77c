package bip.packaging.publisher;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * A repository with one release as a tar, for machines without a network: the same files under the
 * same names, in the order in which a reader needs them.
 */
final class BundleWriter {

    /**
     * One time for every entry, so that the same repository gives the same bytes: 1 January 2026.
     */
    private static final long ENTRY_TIME_MILLIS = 1_767_225_600_000L;

    private final RepositoryFolder folder;

    BundleWriter(RepositoryFolder folder) {
        this.folder = folder;
    }

    /**
     * @throws Refusal if {@code to} is there already
     */
    void write(List<Signed<RootMetadata>> roots, Published published, Target target, Path to)
            throws IOException {
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            throw Refusal.before(to + " is there already", "Name another file, or remove it.");
        }
        Path into = to.toAbsolutePath().getParent();
        if (into == null || !Files.isDirectory(into)) {
            throw Refusal.before("there is no folder " + into, "Make it, or name another file.");
        }
        if (!Digests.of(folder.file(target)).equals(target.digests())) {
            throw Refusal.before(
                    "the archive of " + target.version() + " in targets/ was changed",
                    "Restore the repository folder from its copy.");
        }
        var files = new ArrayList<Path>();
        roots.forEach(root -> files.add(folder.file(Role.ROOT, root.metadata().version())));
        files.add(folder.timestamp());
        files.add(folder.file(Role.SNAPSHOT, published.snapshot().metadata().version()));
        files.add(folder.file(Role.TARGETS, published.targets().metadata().version()));
        files.add(folder.file(target));
        Path beside = SafeFiles.beside(to);
        try {
            write(files, beside);
            SafeFiles.rename(beside, to);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private void write(List<Path> files, Path to) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(to));
                var tar = new TarArchiveOutputStream(out, "UTF-8")) {
            // A name with a hash before it is longer than a plain header holds.
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Path file : files) {
                var entry = new TarArchiveEntry(folder.told(file), TarConstants.LF_NORMAL);
                entry.setSize(Files.size(file));
                entry.setMode(0644);
                entry.setIds(0, 0);
                entry.setNames("root", "root");
                entry.setModTime(ENTRY_TIME_MILLIS);
                tar.putArchiveEntry(entry);
                Files.copy(file, tar);
                tar.closeArchiveEntry();
            }
        }
    }
}

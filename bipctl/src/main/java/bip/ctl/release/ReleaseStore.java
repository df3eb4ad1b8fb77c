package bip.ctl.release;

import bip.ctl.layout.Layout;
import bip.ctl.support.AtomicFiles;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Releases unpacked on this machine, read-only, one folder each, named {@code VERSION-HASH8}. A
 * folder of such a name is always complete: it is written and taken away under a hidden name.
 * Whoever changes anything here holds the operation lock.
 */
public final class ReleaseStore {

    private static final String UNPACKING = ".unpacking-";
    private static final String REMOVING = ".removing-";

    private final Layout layout;

    public ReleaseStore(Layout layout) {
        this.layout = layout;
    }

    /**
     * All releases here, by version, then by the time they were unpacked. What does not look like
     * one is passed over. Files are not hashed: {@link #verify} does that.
     */
    public List<InstalledRelease> list() throws IOException {
        var releases = new ArrayList<Unpacked>();
        for (Path folder : folders()) {
            Optional<InstalledRelease> release = find(folder);
            if (release.isPresent()) {
                releases.add(new Unpacked(release.get(), modified(folder)));
            }
        }
        return releases.stream().sorted(Unpacked.ORDER).map(Unpacked::release).toList();
    }

    /** The release of that version; the one unpacked last when there are several. */
    public Optional<InstalledRelease> find(ReleaseVersion version) throws IOException {
        return list().stream()
                .filter(release -> release.version().equals(version))
                .reduce((_, last) -> last);
    }

    /**
     * Unpacks {@code archive} after checking all of it against its manifest: names, kinds, sizes,
     * modes, contents. A release that is here already and undamaged is kept as it is.
     *
     * @param progressBytesRead told how many bytes of the archive were read
     * @throws CtlException if anything is wrong with the archive; then nothing is left behind
     */
    public InstalledRelease unpack(Path archive, LongConsumer progressBytesRead)
            throws IOException {
        try (var reader = ReleaseReader.open(archive, progressBytesRead)) {
            Path folder = layout.releases().resolve(reader.manifest().folderName());
            Optional<InstalledRelease> here = undamaged(reader.manifest(), folder);
            return here.isPresent() ? here.get() : unpack(archive, reader, folder);
        }
    }

    /**
     * Reads all of {@code release} again.
     *
     * @throws CtlException if a file is missing, added or changed
     */
    public void verify(InstalledRelease release) throws IOException {
        ReleaseCheck.verify(release);
    }

    /**
     * Reads all of {@code release} again and names every file that is not what the manifest says,
     * by path; none when it is whole.
     */
    public List<Difference> differences(InstalledRelease release) throws IOException {
        return ReleaseCheck.differences(release);
    }

    /** Removes {@code release}. That no generation needs it is for the caller to know. */
    public void remove(InstalledRelease release) throws IOException {
        remove(release.folder());
    }

    /** Removes what an interrupted {@link #unpack} or {@link #remove} left. */
    public void sweep() throws IOException {
        for (Path folder : folders()) {
            String name = folder.getFileName().toString();
            if (name.startsWith(UNPACKING) || name.startsWith(REMOVING)) {
                AtomicFiles.deleteTree(folder);
            }
        }
    }

    /**
     * The release whose folder is {@code folder}, if it is a complete one: its manifest must carry
     * the version and hash that the folder is named by.
     */
    Optional<InstalledRelease> find(Path folder) throws IOException {
        Path manifest = folder.resolve(ReleaseArchive.MANIFEST);
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                || !Files.isRegularFile(manifest, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            return Optional.of(ReleaseManifest.parse(Files.readAllBytes(manifest)))
                    .filter(m -> folder.endsWith(m.folderName()))
                    .map(m -> new InstalledRelease(m, folder));
        } catch (CtlException e) {
            // Not one of ours, or damaged: not offered. The archive can be unpacked again.
            return Optional.empty();
        }
    }

    private Optional<InstalledRelease> undamaged(ReleaseManifest manifest, Path folder)
            throws IOException {
        Optional<InstalledRelease> here = find(folder);
        if (here.isEmpty()) {
            return Optional.empty();
        }
        if (!here.get().manifest().contentHash().equals(manifest.contentHash())) {
            throw new CtlException(ErrorCode.R108, folder);
        }
        try {
            verify(here.get());
            return here;
        } catch (CtlException e) {
            // Damaged: the archive is at hand and mends it.
            return Optional.empty();
        }
    }

    private InstalledRelease unpack(Path archive, ReleaseReader reader, Path folder)
            throws IOException {
        Path hidden = hidden(UNPACKING, folder);
        try {
            AtomicFiles.deleteTree(hidden);
            new ReleaseTree(archive, hidden).write(reader);
            remove(folder);
            Files.move(hidden, folder, StandardCopyOption.ATOMIC_MOVE);
            AtomicFiles.syncFolder(layout.releases());
            return new InstalledRelease(reader.manifest(), folder);
        } finally {
            AtomicFiles.deleteTree(hidden);
        }
    }

    private void remove(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Path hidden = hidden(REMOVING, folder);
        AtomicFiles.deleteTree(hidden);
        Files.move(folder, hidden, StandardCopyOption.ATOMIC_MOVE);
        AtomicFiles.syncFolder(layout.releases());
        AtomicFiles.deleteTree(hidden);
    }

    private static Path hidden(String prefix, Path folder) {
        return folder.resolveSibling(prefix + folder.getFileName());
    }

    private List<Path> folders() throws IOException {
        if (!Files.isDirectory(layout.releases())) {
            return List.of();
        }
        try (var folders = Files.list(layout.releases())) {
            return folders.toList();
        }
    }

    private static long modified(Path folder) throws IOException {
        return Files.getLastModifiedTime(folder).toMillis();
    }

    private record Unpacked(InstalledRelease release, long atMillis) {
        static final Comparator<Unpacked> ORDER =
                Comparator.comparing((Unpacked u) -> u.release.version())
                        .thenComparingLong(Unpacked::atMillis);
    }
}

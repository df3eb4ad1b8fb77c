package bip.ctl.release;

import bip.ctl.release.Difference.Kind;
import bip.ctl.release.ReleaseManifest.ListedFile;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares an unpacked release with its manifest, byte for byte. */
final class ReleaseCheck extends SimpleFileVisitor<Path> {

    private final InstalledRelease release;
    private final Map<String, ListedFile> missing = new HashMap<>();
    private final List<Difference> differences = new ArrayList<>();

    private ReleaseCheck(InstalledRelease release) {
        this.release = release;
        release.manifest().files().forEach(file -> missing.put(file.path(), file));
    }

    /** Fails if a file is missing, added or other than listed. */
    static void verify(InstalledRelease release) throws IOException {
        List<Difference> differences = differences(release);
        if (!differences.isEmpty()) {
            throw new CtlException(
                    ErrorCode.R107, release.folder(), differences.getFirst().inWords());
        }
    }

    /** Everything that is missing, added or other than listed, by path. */
    static List<Difference> differences(InstalledRelease release) throws IOException {
        var check = new ReleaseCheck(release);
        Files.walkFileTree(release.folder(), check);
        check.missing.keySet().forEach(path -> check.add(path, Kind.MISSING));
        return check.differences.stream().sorted().toList();
    }

    private void add(String path, Kind kind) {
        differences.add(new Difference(path, kind));
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        String path = release.folder().relativize(file).toString();
        if (!path.equals(ReleaseArchive.MANIFEST)) {
            find(file, path, attributes).ifPresent(kind -> add(path, kind));
        } else if (!sha256(file).equals(release.manifest().contentHash())) {
            add(path, Kind.HASH);
        }
        return FileVisitResult.CONTINUE;
    }

    private Optional<Kind> find(Path file, String path, BasicFileAttributes attributes)
            throws IOException {
        ListedFile listed = missing.remove(path);
        if (listed == null || !attributes.isRegularFile()) {
            return Optional.of(Kind.UNLISTED);
        }
        if (attributes.size() != listed.sizeBytes()) {
            return Optional.of(Kind.SIZE);
        }
        var mode = listed.executable() ? ReleaseTree.PROGRAM : ReleaseTree.FILE;
        if (!Files.getPosixFilePermissions(file).equals(mode)) {
            return Optional.of(Kind.MODE);
        }
        return sha256(file).equals(listed.sha256()) ? Optional.empty() : Optional.of(Kind.HASH);
    }

    private static String sha256(Path file) throws IOException {
        var digest = Digests.newSha256();
        try (var in = Files.newInputStream(file)) {
            byte[] buffer = new byte[64 << 10];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return Digests.hex(digest);
    }
}

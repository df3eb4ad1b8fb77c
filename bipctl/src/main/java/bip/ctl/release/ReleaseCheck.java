package bip.ctl.release;

import bip.ctl.release.ReleaseManifest.ListedFile;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Phrase;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;

/** Compares an unpacked release with its manifest, byte for byte. */
final class ReleaseCheck extends SimpleFileVisitor<Path> {

    private final InstalledRelease release;
    private final Map<String, ListedFile> missing = new HashMap<>();

    private ReleaseCheck(InstalledRelease release) {
        this.release = release;
        release.manifest().files().forEach(file -> missing.put(file.path(), file));
    }

    /** Fails if a file is missing, added or other than listed. */
    static void verify(InstalledRelease release) throws IOException {
        var check = new ReleaseCheck(release);
        Files.walkFileTree(release.folder(), check);
        for (String path : check.missing.keySet()) {
            throw check.changed("contents.missing", path);
        }
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        String path = release.folder().relativize(file).toString();
        if (!path.equals(ReleaseArchive.MANIFEST)) {
            check(file, path, attributes);
        } else if (!sha256(file).equals(release.manifest().contentHash())) {
            throw changed("contents.hash", path);
        }
        return FileVisitResult.CONTINUE;
    }

    private void check(Path file, String path, BasicFileAttributes attributes) throws IOException {
        ListedFile listed = missing.remove(path);
        if (listed == null || !attributes.isRegularFile()) {
            throw changed("contents.unlisted", path);
        }
        if (attributes.size() != listed.sizeBytes()) {
            throw changed("contents.size", path);
        }
        var mode = listed.executable() ? ReleaseTree.PROGRAM : ReleaseTree.FILE;
        if (!Files.getPosixFilePermissions(file).equals(mode)) {
            throw changed("contents.mode", path);
        }
        if (!sha256(file).equals(listed.sha256())) {
            throw changed("contents.hash", path);
        }
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

    private CtlException changed(String key, String path) {
        return new CtlException(ErrorCode.R107, release.folder(), Phrase.of(key, path));
    }
}

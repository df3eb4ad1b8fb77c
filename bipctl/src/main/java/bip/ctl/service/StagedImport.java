package bip.ctl.service;

import bip.ctl.layout.Layout;
import bip.ctl.layout.ServerUser;
import bip.ctl.support.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * An installation of biuletyn-bip where the release's program may read it. On a real machine that
 * program is user {@code bip}, for whom homes do not exist, so it gets a copy that nobody else can
 * read and that is deleted afterwards; under {@code --root} it reads the source itself.
 */
final class StagedImport implements AutoCloseable {

    private static final String FOLDER = "import";

    /** All that an import reads; the two beside the database are there when it was not closed. */
    private static final List<String> PARTS =
            List.of(
                    "db.sqlite3",
                    "db.sqlite3-wal",
                    "db.sqlite3-journal",
                    "conf/site.json",
                    "instance/attachments");

    private final Path folder;
    private final boolean isCopy;

    private StagedImport(Path folder, boolean isCopy) {
        this.folder = folder;
        this.isCopy = isCopy;
    }

    static StagedImport of(Layout layout, Path source) throws IOException {
        if (!layout.isSystem()) {
            return new StagedImport(source.toAbsolutePath(), false);
        }
        Path folder = layout.aotCaches().resolveSibling(FOLDER);
        var staged = new StagedImport(folder, true);
        try {
            AtomicFiles.deleteTree(folder);
            staged.fill(source);
            staged.giveTo(layout);
            return staged;
        } catch (IOException | RuntimeException e) {
            try (staged) {
                throw e;
            }
        }
    }

    Path folder() {
        return folder;
    }

    /** Root's alone until all of it is there. */
    private void fill(Path source) throws IOException {
        Files.createDirectory(
                folder,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        for (String part : PARTS) {
            if (Files.exists(source.resolve(part))) {
                copy(source.resolve(part).toRealPath(), folder.resolve(part));
            }
        }
    }

    /** Links below a part are passed over: an import takes files only. */
    private static void copy(Path source, Path target) throws IOException {
        Files.createDirectories(target.resolveSibling(""));
        try (var paths = Files.walk(source)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Path copy = target.resolve(source.relativize(path).toString());
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectory(copy);
                } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    Files.copy(path, path.equals(source) ? target : copy);
                }
            }
        }
    }

    /** From within outwards, so that nothing changes hands where its new owner can already go. */
    private void giveTo(Layout layout) throws IOException {
        List<Path> all;
        try (var paths = Files.walk(folder)) {
            all = paths.toList().reversed();
        }
        for (Path path : all) {
            ServerUser.own(layout, path);
        }
    }

    @Override
    public void close() throws IOException {
        if (isCopy) {
            AtomicFiles.deleteTree(folder);
        }
    }
}

package bip.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A folder as it was, kept beside it to be brought back in place: only what differs in kind, size,
 * time or mode is copied, so that a large release costs nothing when nobody touched it.
 */
record Mirror(Path live, Path kept) {

    private static final String LOOKED_AT = "unix:mode,size,lastModifiedTime";

    static Mirror of(Path live, Path kept) throws IOException {
        var mirror = new Mirror(live, kept);
        Files.createDirectories(kept);
        mirror.copy(live, kept, _ -> false);
        return mirror;
    }

    /**
     * Makes the folder what it was.
     *
     * @param left what is left as it is
     */
    void restore(Predicate<Path> left) throws IOException {
        if (copy(kept, live, left)) {
            touchCaches();
        }
    }

    /** A cache counts as older than a release whose files were just written anew. */
    private void touchCaches() throws IOException {
        FileTime now = FileTime.from(Instant.now());
        for (Path root : List.of(live, kept)) {
            Path caches = root.resolve("var/cache/bip/aot");
            if (Files.isDirectory(caches)) {
                for (Path cache : children(caches)) {
                    Files.setLastModifiedTime(cache, now);
                }
            }
        }
    }

    /** Returns whether any file was copied. */
    private boolean copy(Path from, Path to, Predicate<Path> left) throws IOException {
        boolean copied = false;
        Set<Path> names = new HashSet<>();
        for (Path child : children(from)) {
            Path name = child.getFileName();
            names.add(name);
            Path target = to.resolve(name);
            if (left.test(target)) {
                continue;
            }
            if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
                    Trees.delete(target);
                    Files.createDirectory(target);
                }
                copied |= copy(child, target, left);
                Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(child));
            } else if (differs(child, target)) {
                Trees.delete(target);
                Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwxr-xr-x"));
                Files.copy(
                        child,
                        target,
                        StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
                copied = true;
            }
        }
        for (Path child : children(to)) {
            if (!names.contains(child.getFileName()) && !left.test(child)) {
                Trees.delete(child);
            }
        }
        return copied;
    }

    private static List<Path> children(Path folder) throws IOException {
        try (var children = Files.list(folder)) {
            return children.toList();
        }
    }

    private static boolean differs(Path one, Path other) throws IOException {
        if (!Files.exists(other, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        if (Files.isSymbolicLink(one)) {
            return !Files.isSymbolicLink(other)
                    || !Files.readSymbolicLink(one).equals(Files.readSymbolicLink(other));
        }
        return !look(one).equals(look(other));
    }

    private static Map<String, Object> look(Path file) throws IOException {
        return Files.readAttributes(file, LOOKED_AT, LinkOption.NOFOLLOW_LINKS);
    }
}

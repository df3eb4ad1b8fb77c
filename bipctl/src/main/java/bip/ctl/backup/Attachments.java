package bip.ctl.backup;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;

/**
 * The server's attachments, as they were found while it goes on.
 *
 * @param files by hash, which is their name
 * @param bytes all of them
 */
record Attachments(Map<String, Path> files, long bytes) {

    /** Links, parts of what is being stored, and whatever else lies there are passed over. */
    static Attachments in(Path folder) throws IOException {
        var finder = new Finder();
        if (Files.isDirectory(folder)) {
            Files.walkFileTree(folder, finder);
        }
        return new Attachments(finder.files, finder.bytes);
    }

    private static final class Finder extends SimpleFileVisitor<Path> {
        private final Map<String, Path> files = new TreeMap<>();
        private long bytes;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString();
            if (attributes.isRegularFile() && Hashes.SHA_256.matcher(name).matches()) {
                files.put(name, file);
                bytes += attributes.size();
            }
            return FileVisitResult.CONTINUE;
        }

        /** What was there a moment ago may have got its name, or be gone. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }
    }
}

package bip.server.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where an export is written: a folder beside the wanted one, which gets its name when all is in
 * it. Closed without that, it is removed.
 */
final class ExportFolder implements AutoCloseable {
    private final Path target;
    private final Path work;
    private boolean published;

    private ExportFolder(Path target, Path work) {
        this.target = target;
        this.work = work;
    }

    /**
     * Begins one.
     *
     * @throws NotEmptyException if there is something in the wanted folder, or it is a file
     */
    static ExportFolder beside(Path wanted) throws IOException {
        Path target = wanted.toAbsolutePath().normalize();
        Path parent = target.getParent();
        if (parent == null || !isFree(target)) {
            throw new NotEmptyException(target);
        }
        Files.createDirectories(parent);
        Path work = parent.resolve("." + target.getFileName() + ".part");
        remove(work);
        return new ExportFolder(target, Files.createDirectory(work));
    }

    /** Where to write. */
    Path work() {
        return work;
    }

    /**
     * Gives it its name.
     *
     * @throws NotEmptyException if something came there meanwhile
     */
    void publish() throws IOException {
        if (!isFree(target)) {
            throw new NotEmptyException(target);
        }
        Files.move(work, target, StandardCopyOption.ATOMIC_MOVE);
        published = true;
    }

    @Override
    public void close() throws IOException {
        if (!published) {
            remove(work);
        }
    }

    private static boolean isFree(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return !Files.exists(folder);
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path done, @Nullable IOException e)
                            throws IOException {
                        Files.delete(done);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    /** Something is at the wanted place already; it is left as it is. */
    static final class NotEmptyException extends IOException {
        private final Path folder;

        NotEmptyException(Path folder) {
            super(folder + " is not empty");
            this.folder = folder;
        }

        Path folder() {
            return folder;
        }
    }
}

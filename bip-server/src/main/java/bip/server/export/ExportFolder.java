package bip.server.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
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
     * @throws FolderException if it cannot become the copy; nothing was made then
     */
    static ExportFolder beside(Path wanted) throws IOException {
        Path target = wanted.toAbsolutePath().normalize();
        Path parent = target.getParent();
        if (parent == null) {
            throw FolderException.notEmpty(target);
        }
        requireFree(target);
        try {
            Files.createDirectories(parent);
            Path work = parent.resolve("." + target.getFileName() + ".part");
            remove(work);
            return new ExportFolder(target, Files.createDirectory(work));
        } catch (IOException e) {
            throw FolderException.notMade(target, e);
        }
    }

    /** Where to write. */
    Path work() {
        return work;
    }

    /**
     * Gives it its name.
     *
     * @throws FolderException if something came there meanwhile
     */
    void publish() throws IOException {
        requireFree(target);
        Files.move(work, target, StandardCopyOption.ATOMIC_MOVE);
        published = true;
    }

    @Override
    public void close() throws IOException {
        if (!published) {
            remove(work);
        }
    }

    private static void requireFree(Path folder) throws FolderException {
        if (!Files.isDirectory(folder)) {
            if (Files.exists(folder)) {
                throw FolderException.aFile(folder);
            }
            return;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.findAny().isPresent()) {
                throw FolderException.notEmpty(folder);
            }
        } catch (FolderException e) {
            throw e;
        } catch (UncheckedIOException e) {
            throw FolderException.notMade(folder, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw FolderException.notMade(folder, e);
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
}

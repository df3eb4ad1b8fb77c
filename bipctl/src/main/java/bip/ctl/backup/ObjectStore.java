package bip.ctl.backup;

import bip.ctl.support.AtomicFiles;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** Contents, each in a file named by its SHA-256: {@code ab/abcdef…}. */
final class ObjectStore {

    static final String FOLDER = "objects";

    private static final String PART = ".part";

    /** What no reading returns. */
    private static final int UNREADABLE = Integer.MAX_VALUE;

    /** More, and one call for the whole file system costs less, whoever else writes to it. */
    private static final int MOST_SYNCED_ALONE = 200;

    private final Path folder;

    ObjectStore(Path repository) {
        this.folder = repository.resolve(FOLDER);
    }

    Path folder() {
        return folder;
    }

    Path find(String hash) {
        return folder.resolve(hash.substring(0, 2)).resolve(hash);
    }

    /** Whether the object is here and whole; not when a dying disk does not give it back. */
    boolean isWhole(String hash) {
        try {
            return Hashes.of(find(hash)).equals(hash);
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the object is here and is just these bytes, which costs less than their hash. */
    boolean isWhole(String hash, byte[] bytes, int length) {
        Path file = find(hash);
        try {
            return Files.isRegularFile(file)
                    && Files.size(file) == length
                    && Arrays.equals(bytes, 0, length, Files.readAllBytes(file), 0, length);
        } catch (IOException e) {
            return false;
        }
    }

    boolean isThere(String hash) {
        return Files.isRegularFile(find(hash));
    }

    void put(String hash, byte[] bytes, int length) throws IOException {
        Path part = part(hash);
        Durable.write(part, bytes, length);
        Files.move(part, find(hash), StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Takes {@code source} in, if its content is what {@code hash} says.
     *
     * @return whether it is; when not, or when it cannot be read, nothing was taken in
     */
    boolean put(String hash, Path source) throws IOException {
        Path part = part(hash);
        try {
            if (!copied(source, part) || !Hashes.of(part).equals(hash)) {
                return false;
            }
            Files.move(part, find(hash), StandardCopyOption.ATOMIC_MOVE);
            return true;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** A disk that cannot give the source back is another thing than one that takes no more. */
    private static boolean copied(Path source, Path part) throws IOException {
        byte[] buffer = new byte[Hashes.BUFFER_BYTES];
        try (FileChannel channel = Durable.overwrite(part);
                InputStream in = Files.newInputStream(source)) {
            for (int n = read(in, buffer); n >= 0; n = read(in, buffer)) {
                if (n == UNREADABLE) {
                    return false;
                }
                Durable.writeFully(channel, buffer, n);
            }
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static int read(InputStream in, byte[] buffer) {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            return UNREADABLE;
        }
    }

    private Path part(String hash) throws IOException {
        Path shelf = find(hash).resolveSibling("");
        Durable.makeFolder(shelf);
        return shelf.resolve(hash + PART);
    }

    /**
     * An object's bytes, for one that is small.
     *
     * @throws CtlException B120 if it is damaged or missing
     */
    byte[] read(String hash) {
        try {
            byte[] bytes = Files.readAllBytes(find(hash));
            if (Hashes.of(bytes).equals(hash)) {
                return bytes;
            }
        } catch (IOException e) {
            // Told below, like one whose content is another.
        }
        throw damaged(hash);
    }

    CtlException damaged(String hash) {
        return new CtlException(ErrorCode.B120, find(hash));
    }

    /**
     * Brings objects to the disk and makes sure that it has what was written.
     *
     * @throws CtlException B110 if it gives back something else
     */
    void makeSure(Set<String> written) throws IOException, InterruptedException {
        if (written.size() > MOST_SYNCED_ALONE) {
            Durable.syncFileSystem(folder);
        } else {
            var shelves = new TreeSet<Path>();
            for (String hash : written) {
                Durable.sync(find(hash));
                shelves.add(find(hash).resolveSibling(""));
            }
            for (Path shelf : shelves) {
                AtomicFiles.syncFolder(shelf);
            }
            AtomicFiles.syncFolder(folder);
        }
        for (String hash : written) {
            if (!isWhole(hash)) {
                throw new CtlException(ErrorCode.B110, find(hash));
            }
        }
    }

    /** Removes what a crash left in the making, and every object that is not in {@code named}. */
    void removeAllBut(Set<String> named) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        String name = file.getFileName().toString();
                        boolean isOurs =
                                Hashes.SHA_256.matcher(name).matches() || name.endsWith(PART);
                        if (isOurs && !named.contains(name)) {
                            Files.deleteIfExists(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}

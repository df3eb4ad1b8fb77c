package bip.packaging.publisher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** One publisher at a time: two would choose the same version numbers. */
final class RepositoryLock implements AutoCloseable {

    private final FileChannel channel;

    private RepositoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * @throws Refusal if another publisher is at work in {@code folder}
     */
    static RepositoryLock take(RepositoryFolder folder) throws IOException {
        if (!Files.isDirectory(folder.folder())) {
            throw Refusal.before(
                    "there is no repository in " + folder.folder(),
                    "Name its folder with --repository, or begin one with root and place.");
        }
        Path file = folder.folder().resolve(".publisher.lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            throw Refusal.before(
                    "another publisher is at work in " + folder.folder(),
                    "Wait until it has ended, and run the command again.");
        }
        return new RepositoryLock(channel);
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

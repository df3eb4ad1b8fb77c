package bip.ctl.layout;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One operation at a time on an installation. The kernel holds the lock and frees it when the
 * process ends, however it ends; a note beside it says who holds it. The lock file is never
 * removed: a second one of the same name could be locked by somebody else at the same time.
 */
public final class OperationLock implements AutoCloseable {

    /**
     * Lock files locked by this process. Closing any channel of a file frees all locks that the
     * process has on it (fcntl(2)), so a second attempt in this process must not open it.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private OperationLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock or fails at once.
     *
     * @param what is done under it, for the one who finds it locked: {@code upgrade 1.1.0}
     * @param environment of this process, for the person behind sudo
     * @throws CtlException if somebody else holds it, saying who, since when and for what; or if
     *     the lock file cannot be written
     */
    public static OperationLock acquire(
            Layout layout, String what, Instant now, Map<String, String> environment)
            throws IOException {
        InstallationFolders.ensure(layout);
        Path file = folder(layout.lock()).toRealPath().resolve(layout.lock().getFileName());
        if (!HELD_HERE.add(file)) {
            throw locked(file);
        }
        FileChannel channel = null;
        try {
            channel = lock(file);
            LockHolder.self(what, now, environment).save(note(file));
            return new OperationLock(file, channel);
        } catch (IOException | RuntimeException e) {
            release(file, channel);
            throw e;
        }
    }

    /**
     * What is being done under the lock at this moment, as its holder named it, e.g. {@code upgrade
     * 1.1.0}; empty when nobody holds it. Takes no lock itself.
     */
    public static Optional<String> findCommandUnderWay(Layout layout) throws IOException {
        return LockHolder.find(note(layout.lock())).map(LockHolder::command);
    }

    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel = open(file);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw locked(file);
        }
        return channel;
    }

    private static FileChannel open(Path file) throws IOException {
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (AccessDeniedException e) {
            throw new CtlException(e, ErrorCode.L102, file);
        }
    }

    private static CtlException locked(Path file) throws IOException {
        return LockHolder.find(note(file))
                .map(holder ->
                        new CtlException(
                                holder.mayBeEnded() ? ErrorCode.L106 : ErrorCode.L100,
                                holder.person(),
                                holder.command(),
                                holder.since(),
                                holder.process().pid()))
                .orElseGet(() -> new CtlException(ErrorCode.L101, file));
    }

    private static Path folder(Path file) {
        return file.resolveSibling("");
    }

    private static Path note(Path file) {
        return file.resolveSibling(file.getFileName() + ".json");
    }

    private static void release(Path file, @Nullable FileChannel channel) throws IOException {
        try {
            if (channel != null) {
                // First the note, then the lock: the next holder's note must not be removed.
                Files.deleteIfExists(note(file));
                channel.close();
            }
        } finally {
            HELD_HERE.remove(file);
        }
    }

    @Override
    public void close() throws IOException {
        release(file, channel);
    }
}

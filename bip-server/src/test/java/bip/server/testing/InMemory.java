package bip.server.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * Folders where syncing costs nothing, on a system that has them: most tests write to databases.
 * The default of this module.
 */
public final class InMemory implements TempDirFactory {

    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long ENOUGH_BYTES = 1L << 30;

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension)
            throws IOException {
        return isOfUse()
                ? Files.createTempDirectory(MEMORY, "bip-test-")
                : Files.createTempDirectory("bip-test-");
    }

    /** There, with room, and not so that no program may be run from it, as in some containers. */
    private static boolean isOfUse() throws IOException {
        if (!Files.isWritable(MEMORY)
                || Files.getFileStore(MEMORY).getUsableSpace() < ENOUGH_BYTES) {
            return false;
        }
        try (var mounts = Files.lines(Path.of("/proc/mounts"))) {
            return mounts.noneMatch(it -> it.contains(" " + MEMORY + " ") && it.contains("noexec"));
        }
    }
}

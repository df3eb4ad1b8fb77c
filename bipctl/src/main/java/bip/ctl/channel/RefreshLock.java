package bip.ctl.channel;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Lets one process at a time write what is trusted: looking what there is takes no lock of the
 * installation, and may meet an upgrade. Another one's refresh is waited for.
 */
record RefreshLock(FileChannel file, FileLock lock) implements AutoCloseable {

    private static final String NAME = "refresh-lock";

    static RefreshLock take(Path store) throws IOException {
        Files.createDirectories(store);
        var file =
                FileChannel.open(
                        store.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            return new RefreshLock(file, file.lock());
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

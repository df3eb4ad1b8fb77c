package bip.packaging.publisher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes to the disk, each file synced. */
final class DiskWriter implements RepositoryWriter {

    @Override
    public boolean write(RepositoryWrite write) throws IOException {
        switch (write) {
            case RepositoryWrite.Archive(Path from, Path to, Digests expected) -> {
                // Left by a publishing that was cut short, or published in another channel.
                if (Files.exists(to) && Digests.of(to).equals(expected)) {
                    return false;
                }
                SafeFiles.copy(from, to, expected);
            }
            case RepositoryWrite.Document(Path to, SignedDocument document) ->
                    SafeFiles.write(to, document.bytes(), SafeFiles.PUBLIC);
        }
        return true;
    }
}

package bip.packaging.publisher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Remembers that the first publishing has begun and has not ended. Only then may files lie there to
 * which no timestamp leads because there was none yet; else it was lost, and with it what readers
 * know of releases and revocations.
 */
record FirstPublishing(RepositoryFolder folder) {

    private static final byte[] CONTENT =
            "The first publishing has not ended. The publisher deletes this file.\n"
                    .getBytes(StandardCharsets.US_ASCII);

    boolean isUnderWay() {
        return Files.exists(mark());
    }

    void begin() throws IOException {
        SafeFiles.write(mark(), CONTENT, SafeFiles.PUBLIC);
    }

    void end() throws IOException {
        Files.deleteIfExists(mark());
    }

    private Path mark() {
        return folder.folder().resolve(".publisher.first");
    }
}

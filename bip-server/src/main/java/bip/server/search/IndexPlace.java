package bip.server.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the index lies: in its folder as long as that works, else in memory. The index is a cache,
 * so that nothing is lost either way, and no failure here keeps the site from being served.
 */
final class IndexPlace {
    private static final Logger log = LoggerFactory.getLogger(IndexPlace.class);

    private final Path folder;

    IndexPlace(Path folder) {
        this.folder = folder;
    }

    /** An index, and what is wrong with its place: empty when it is in its folder. */
    record Opened(PageIndex index, String trouble) {}

    /** Opens the index; one that cannot be read is thrown away and begun anew. */
    Opened open() {
        try {
            return new Opened(openFolder(), "");
        } catch (LockObtainFailedException e) {
            return inMemory("another process holds " + folder);
        } catch (IOException | RuntimeException e) {
            log.warn(
                    "the search index in {} cannot be used and is made anew: {}",
                    folder,
                    e.toString());
            return openEmptied();
        }
    }

    /** An empty index in memory, because of {@code trouble}. */
    Opened inMemory(String trouble) {
        log.warn("search works in memory until the next start: {}", trouble);
        try {
            return new Opened(PageIndex.open(new ByteBuffersDirectory()), trouble);
        } catch (IOException e) {
            throw new IllegalStateException("an index in memory does not open", e);
        }
    }

    private Opened openEmptied() {
        try {
            empty();
            return new Opened(openFolder(), "");
        } catch (IOException | RuntimeException e) {
            return inMemory(folder + " cannot be used: " + e);
        }
    }

    private PageIndex openFolder() throws IOException {
        Directory directory = FSDirectory.open(Files.createDirectories(folder));
        try {
            return PageIndex.open(directory);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private void empty() throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : List.copyOf(files.toList())) {
                Files.delete(file);
            }
        }
    }
}

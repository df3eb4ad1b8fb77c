package bip.server.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttachmentStoreTest {

    /** SHA-256 of the three bytes "abc", from FIPS 180-2. */
    private static final String ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir private Path folder;
    private AttachmentStore store;
    private Path source;

    @BeforeEach
    void prepare() throws IOException {
        store = new AttachmentStore(folder.resolve("attachments"));
        source = Files.writeString(folder.resolve("abc.txt"), "abc");
    }

    @Test
    void keepsAFileUnderItsHash() throws IOException {
        assertThat(store.store(source)).isEqualTo(new AttachmentStore.Stored(ABC, 3, true));

        assertThat(store.find(ABC)).hasValueSatisfying(file -> assertThat(file).hasContent("abc"));
        assertThat(files()).containsExactly("ba/" + ABC);
    }

    @Test
    void keepsTheSameContentOnce() throws IOException {
        store.store(source);

        assertThat(store.store(source).isNew()).isFalse();
        assertThat(files()).hasSize(1);
    }

    @Test
    void describesWithoutKeeping() throws IOException {
        assertThat(store.describe(source)).isEqualTo(new AttachmentStore.Stored(ABC, 3, true));

        assertThat(folder.resolve("attachments")).doesNotExist();
    }

    @Test
    void leavesNothingBehindWhenASourceCannotBeRead() {
        assertThatIOException().isThrownBy(() -> store.store(folder.resolve("gone")));

        assertThat(folder.resolve("attachments")).doesNotExist();
    }

    @Test
    void keepsOneWholeFileWhenSeveralStoreItAtOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<AttachmentStore.Stored>> calls =
                    Stream.generate(() ->
                                    (Callable<AttachmentStore.Stored>) () -> store.store(source))
                            .limit(8)
                            .toList();
            for (Future<AttachmentStore.Stored> stored : threads.invokeAll(calls)) {
                assertThat(stored.get().sha256()).isEqualTo(ABC);
            }
        }
        assertThat(files()).containsExactly("ba/" + ABC);
    }

    @Test
    void findsNothingByWhatIsNoHash() {
        assertThat(store.find(ABC)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> store.find("../../etc/passwd"));
    }

    private List<String> files() throws IOException {
        Path root = folder.resolve("attachments");
        try (var files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .toList();
        }
    }
}

package bip.ctl.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that was broken into may put links anywhere in its own folder. */
class ServerFolderTest {

    @TempDir Path root;

    private Layout layout;
    private Path state;
    private Path outside;

    @BeforeEach
    void make() throws IOException {
        layout = new Layout(root.resolve("site"));
        state = Files.createDirectories(layout.serverState());
        outside = Files.createDirectory(root.resolve("outside"));
    }

    private static void write(ServerFolder folder, String name, String text) throws IOException {
        try (var channel = folder.create(name)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void makesWhatIsMissingForItsOwnerAlone() throws IOException {
        try (var folder = ServerFolder.open(layout, state.resolve("a/b"))) {
            write(folder, "file", "text");
        }
        assertThat(state.resolve("a/b/file")).hasContent("text");
        assertThat(mode(state.resolve("a"))).isEqualTo("rwx------");
        assertThat(mode(state.resolve("a/b/file"))).isEqualTo("rw-------");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aFolderThatIsALinkIsRefused() throws IOException {
        Files.createSymbolicLink(state.resolve("attachments"), outside);
        assertThatThrownBy(() -> ServerFolder.open(layout, state.resolve("attachments")))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> ServerFolder.open(layout, state.resolve("attachments/ab")))
                .isInstanceOf(IOException.class);
        Files.createSymbolicLink(state.resolve("dangling"), outside.resolve("made"));
        assertThatThrownBy(() -> ServerFolder.open(layout, state.resolve("dangling")))
                .isInstanceOf(IOException.class);
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void theStateFolderItselfMayBeNoLink() throws IOException {
        Files.delete(state);
        Files.createSymbolicLink(state, outside);
        assertThatThrownBy(() -> ServerFolder.open(layout, state)).isInstanceOf(IOException.class);
    }

    @Test
    void aFileInTheWayOfAFolderIsRefused() throws IOException {
        Files.writeString(state.resolve("attachments"), "x");
        assertThatThrownBy(() -> ServerFolder.open(layout, state.resolve("attachments")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aFileThatIsALinkIsReplacedAndNotFollowed() throws IOException {
        Path shadow = Files.writeString(outside.resolve("shadow"), "secret");
        Files.createSymbolicLink(state.resolve("part"), shadow);
        Files.createSymbolicLink(state.resolve("whole"), shadow);
        try (var folder = ServerFolder.open(layout, state)) {
            assertThat(folder.hasFile("whole")).isFalse();
            assertThatThrownBy(() -> folder.read("whole")).isInstanceOf(IOException.class);
            write(folder, "part", "new");
            folder.rename("part", "whole");
            assertThat(folder.hasFile("whole")).isTrue();
            assertThat(folder.hasFile("part")).isFalse();
            folder.delete("nothing");
        }
        assertThat(state.resolve("whole")).isRegularFile().hasContent("new");
        assertThat(Files.isSymbolicLink(state.resolve("whole"))).isFalse();
        assertThat(shadow).hasContent("secret");
    }

    /** What it opened stays what it writes into. */
    @Test
    void aFolderThatIsExchangedMeanwhileLeadsNowhere() throws IOException {
        try (var folder = ServerFolder.open(layout, state.resolve("attachments"))) {
            Files.move(state.resolve("attachments"), state.resolve("moved"));
            Files.createSymbolicLink(state.resolve("attachments"), outside);
            write(folder, "file", "text");
            folder.rename("file", "renamed");
        }
        assertThat(outside).isEmptyDirectory();
        assertThat(state.resolve("moved/renamed")).hasContent("text");
    }
}

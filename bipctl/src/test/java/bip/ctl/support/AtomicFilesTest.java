package bip.ctl.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {

    @TempDir Path folder;

    @Test
    void writesNewFileAndReplacesKeepingItsMode() throws IOException {
        Path file = folder.resolve("bip.env");
        AtomicFiles.write(file, bytes("one"));
        assertThat(mode(file)).isEqualTo("rw-r--r--");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        AtomicFiles.write(file, bytes("two"));
        assertThat(file).hasContent("two");
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(folder.toFile().list()).containsExactly("bip.env");
    }

    @Test
    void leavesTheOldFileWhenTheNewOneCannotBeWritten() throws IOException {
        Path taken = Files.createDirectory(folder.resolve("taken"));
        Files.createDirectory(taken.resolve("inside"));
        assertThatThrownBy(() -> AtomicFiles.write(taken, bytes("x")))
                .isInstanceOf(IOException.class);
        assertThat(taken.resolve("inside")).isDirectory();
        assertThat(folder.toFile().list()).containsExactly("taken");
    }

    @Test
    void overwritesWhatAKilledWriterLeft() throws IOException {
        Path file = folder.resolve("file");
        Files.writeString(folder.resolve(".file.new"), "half");
        AtomicFiles.write(file, bytes("whole"));
        assertThat(file).hasContent("whole");
        assertThat(folder.toFile().list()).containsExactly("file");
    }

    @Test
    void deletesWhatAKilledWriterLeftAlongWithTheFile() throws IOException {
        Path file = folder.resolve("file");
        Files.writeString(folder.resolve(".file.new"), "half");
        AtomicFiles.delete(file);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void replacesLinkAlsoWhenItDangles() throws IOException {
        Path link = folder.resolve("current");
        AtomicFiles.replaceLink(link, Path.of("nowhere"));
        AtomicFiles.replaceLink(link, Path.of("generations/2"));
        assertThat(Files.readSymbolicLink(link)).isEqualTo(Path.of("generations/2"));
        assertThat(folder.toFile().list()).containsExactly("current");
    }

    @Test
    void deletesReadOnlyTreeButNotWhatLinksPointAt() throws IOException {
        Path precious = Files.createDirectory(folder.resolve("precious"));
        Files.writeString(precious.resolve("text"), "kept");
        Path tree = Files.createDirectories(folder.resolve("tree/sub"));
        Files.writeString(tree.resolve("file"), "x");
        Files.createSymbolicLink(tree.resolve("link"), precious);
        Files.createSymbolicLink(tree.resolve("dangling"), Path.of("none"));
        Files.setPosixFilePermissions(tree, PosixFilePermissions.fromString("---------"));
        AtomicFiles.deleteTree(folder.resolve("tree"));
        AtomicFiles.deleteTree(folder.resolve("tree"));
        assertThat(Files.exists(folder.resolve("tree"), LinkOption.NOFOLLOW_LINKS)).isFalse();
        assertThat(precious.resolve("text")).hasContent("kept");
        Path link = Files.createSymbolicLink(folder.resolve("link"), precious);
        AtomicFiles.deleteTree(link);
        assertThat(precious.resolve("text")).hasContent("kept");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}

package bip.ctl.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationFoldersTest {

    @TempDir Path folder;

    @Test
    void makesFoldersWithTheirModes() throws IOException {
        var layout = new Layout(folder);
        InstallationFolders.ensure(layout);
        assertThat(mode(layout.releases())).isEqualTo("rwxr-xr-x");
        assertThat(mode(layout.generations())).isEqualTo("rwxr-xr-x");
        assertThat(mode(layout.data())).isEqualTo("rwx------");
        assertThat(mode(layout.logs())).isEqualTo("rwxr-x---");
        assertThat(mode(layout.operations())).isEqualTo("rwx------");
        assertThat(mode(layout.downloads())).isEqualTo("rwx------");
        assertThat(mode(layout.freeze().resolveSibling(""))).isEqualTo("rwxr-xr-x");
        assertThat(layout.serverEnvironment().resolveSibling("")).isDirectory();
    }

    @Test
    void keepsModesThatTheOwnerGave() throws IOException {
        var layout = new Layout(folder);
        InstallationFolders.ensure(layout);
        Files.setPosixFilePermissions(layout.logs(), PosixFilePermissions.fromString("rwxrwx---"));
        InstallationFolders.ensure(layout);
        assertThat(mode(layout.logs())).isEqualTo("rwxrwx---");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}

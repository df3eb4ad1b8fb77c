package bip.ctl.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import bip.ctl.layout.InstallationFolders;
import bip.ctl.layout.Layout;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.ExitCode;
import bip.ctl.testing.Failing;
import bip.ctl.testing.TestRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseStoreTest {

    @TempDir Path folder;
    private Layout layout = new Layout(Path.of(""));
    private ReleaseStore store = new ReleaseStore(layout);

    @BeforeEach
    void installation() throws IOException {
        layout = new Layout(folder.resolve("root"));
        InstallationFolders.ensure(layout);
        store = new ReleaseStore(layout);
    }

    @Test
    void unpacksReadOnlyUnderVersionAndHash() throws IOException {
        var made = new TestRelease("1.2.0").schema(3, 2, 4);
        var read = new ArrayList<Long>();
        Path archive = made.writeTo(folder);
        InstalledRelease release = store.unpack(archive, read::add);
        assertThat(release.folder())
                .isEqualTo(
                        layout.releases()
                                .resolve(
                                        "1.2.0-"
                                                + TestRelease.sha256(made.manifest())
                                                        .substring(0, 8)));
        assertThat(mode(release.program())).isEqualTo("r-xr-xr-x");
        assertThat(mode(release.folder().resolve("lib/bip-server.jar"))).isEqualTo("r--r--r--");
        assertThat(mode(release.folder().resolve("lib"))).isEqualTo("r-xr-xr-x");
        assertThat(release.folder().resolve("release.json")).hasBinaryContent(made.manifest());
        assertThat(read).isSorted();
        assertThat(read.getLast()).isEqualTo(Files.size(archive));
        assertThat(store.list()).containsExactly(release);
        store.verify(release);
    }

    @Test
    void takesFolderEntriesAndLongNames() throws IOException {
        var made = new TestRelease("1.0.0");
        made.file("lib/" + "long-name-".repeat(20) + ".jar", "x");
        var lib = new TarArchiveEntry(made.top() + "lib/");
        lib.setMode(040755);
        made.entry(lib, "");
        InstalledRelease release = store.unpack(made.writeTo(folder), _ -> {});
        store.verify(release);
    }

    @Test
    void keepsReleaseThatIsHere() throws IOException {
        Path archive = new TestRelease("1.0.0").writeTo(folder);
        InstalledRelease first = store.unpack(archive, _ -> {});
        Object key = Files.readAttributes(first.program(), "unix:ino").get("ino");
        assertThat(store.unpack(archive, _ -> {})).isEqualTo(first);
        assertThat(Files.readAttributes(first.program(), "unix:ino").get("ino")).isEqualTo(key);
    }

    @Test
    void mendsReleaseThatIsDamaged() throws IOException {
        Path archive = new TestRelease("1.0.0").writeTo(folder);
        InstalledRelease release = store.unpack(archive, _ -> {});
        change(release, "lib/bip-server.jar", "code of 6.6.6");
        var lines = Failing.with(ErrorCode.R107, () -> store.verify(release));
        assertThat(lines.getFirst()).contains("lib/bip-server.jar has another content");
        store.verify(store.unpack(archive, _ -> {}));
        assertThat(names()).containsExactly(release.folder().getFileName().toString());
    }

    @Test
    void noticesFileThatWasAddedRemovedOrMadeProgram() throws IOException {
        InstalledRelease release = store.unpack(new TestRelease("1.0.0").writeTo(folder), _ -> {});
        Path lib = release.folder().resolve("lib");
        Path jar = lib.resolve("bip-server.jar");
        Files.setPosixFilePermissions(lib, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(lib.resolve("more.jar"), "x");
        Failing.with(ErrorCode.R107, () -> store.verify(release));
        Files.delete(lib.resolve("more.jar"));
        store.verify(release);
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("r-xr-xr-x"));
        Failing.with(ErrorCode.R107, () -> store.verify(release));
        Files.delete(jar);
        assertThat(Failing.with(ErrorCode.R107, () -> store.verify(release)).getFirst())
                .contains("lib/bip-server.jar is missing");
    }

    @Test
    void refusesOtherReleaseOfTheSameName() throws IOException {
        // Eight digits do collide: among some 80,000 manifests two begin alike.
        var bySameName = new HashMap<String, Integer>();
        for (int salt = 0; ; salt++) {
            byte[] manifest = salted(salt).manifest();
            Integer before = bySameName.put(TestRelease.sha256(manifest).substring(0, 8), salt);
            if (before != null) {
                InstalledRelease first = store.unpack(salted(before).writeTo(folder), _ -> {});
                Path second = salted(salt).writeTo(folder);
                Failing.with(ErrorCode.R108, () -> store.unpack(second, _ -> {}));
                assertThat(store.list()).containsExactly(first);
                return;
            }
        }
    }

    private static TestRelease salted(int salt) {
        return new TestRelease("1.0.0").field("salt", salt);
    }

    @Test
    void findsTheOneUnpackedLast() throws IOException {
        InstalledRelease old = store.unpack(new TestRelease("1.0.0").writeTo(folder), _ -> {});
        InstalledRelease young =
                store.unpack(
                        new TestRelease("1.0.0").file("lib/more", "m").writeTo(folder), _ -> {});
        Files.setLastModifiedTime(old.folder(), FileTime.fromMillis(1_000_000));
        InstalledRelease later = store.unpack(new TestRelease("1.10.0").writeTo(folder), _ -> {});
        assertThat(store.find(old.version())).contains(young);
        assertThat(store.list()).containsExactly(old, young, later);
        assertThat(store.find(new ReleaseVersion(9, 9, 9))).isEmpty();
    }

    @Test
    void passesOverWhatIsNotARelease() throws IOException {
        Files.createDirectories(layout.releases().resolve("1.0.0-00000000"));
        Path foreign = Files.createDirectories(layout.releases().resolve("1.1.0-00000000"));
        Files.write(foreign.resolve("release.json"), new TestRelease("1.1.0").manifest());
        Path broken = Files.createDirectories(layout.releases().resolve("1.2.0-00000000"));
        Files.writeString(broken.resolve("release.json"), "{}");
        assertThat(store.list()).isEmpty();
    }

    @Test
    void sweepsWhatAKillLeft() throws IOException {
        InstalledRelease release = store.unpack(new TestRelease("1.0.0").writeTo(folder), _ -> {});
        Path half = Files.createDirectories(layout.releases().resolve(".unpacking-1.1.0-11111111"));
        Files.writeString(half.resolve("half"), "half");
        Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("r-xr-xr-x"));
        Files.createDirectories(layout.releases().resolve(".removing-1.0.0-22222222/lib"));
        store.sweep();
        assertThat(store.list()).containsExactly(release);
        assertThat(names()).hasSize(1);
    }

    @Test
    void removesReadOnlyTree() throws IOException {
        InstalledRelease release = store.unpack(new TestRelease("1.0.0").writeTo(folder), _ -> {});
        store.remove(release);
        store.remove(release);
        assertThat(names()).isEmpty();
    }

    @Test
    void readsManifestWithoutUnpacking() throws IOException {
        var made = new TestRelease("1.0.0");
        assertThat(ReleaseArchive.manifestOf(made.writeTo(folder)))
                .isEqualTo(ReleaseManifest.parse(made.manifest()));
        assertThat(names()).isEmpty();
    }

    @Test
    void saysThatThereIsNoArchive() {
        Failing.with(ErrorCode.R100, () -> ReleaseArchive.manifestOf(folder.resolve("none")));
        Failing.with(ErrorCode.R100, () -> ReleaseArchive.manifestOf(folder));
    }

    @Test
    void refusesArchiveWithoutManifestFirst() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "no archive");
        Failing.with(ErrorCode.R101, () -> ReleaseArchive.manifestOf(text));
        Path other = folder.resolve("other.tar.gz");
        var made = new TestRelease("1.0.0").field("version", "1.0.1");
        Files.write(other, made.archive());
        Failing.with(ErrorCode.R104, () -> ReleaseArchive.manifestOf(other));
    }

    @Test
    void refusesMissingUnlistedAndOtherContent() throws IOException {
        refuses(new TestRelease("1.0.0").listed("lib/gone", 4, TestRelease.sha256(new byte[4])));
        refuses(new TestRelease("1.0.0").withoutFiles());
        var unlisted = new TestRelease("1.0.0");
        refuses(unlisted.entry(unlisted.header("lib/unlisted", 0644), "x"));
        var content = new TestRelease("1.0.0").listed("lib/x", 1, "0".repeat(64));
        refuses(content.entry(content.header("lib/x", 0644), "x"));
        var mode = new TestRelease("1.0.0").listed("lib/x", 1, "0".repeat(64));
        refuses(mode.entry(mode.header("lib/x", 0755), "x"));
        var size = new TestRelease("1.0.0").listed("lib/x", 2, "0".repeat(64));
        refuses(size.entry(size.header("lib/x", 0644), "x"));
    }

    @Test
    void everyCutIsRefusedOrLosesOnlyFilling() throws IOException {
        byte[] whole = new TestRelease("1.0.0").archive();
        for (int length = 0; length < whole.length; length += 1 + length / 200) {
            refusedOrComplete(Arrays.copyOf(whole, length));
        }
    }

    @Test
    void everyChangedByteIsRefusedOrHarmless() throws IOException {
        byte[] whole = new TestRelease("1.0.0").archive();
        for (int at = 0; at < whole.length; at += 1 + at / 100) {
            byte[] changed = whole.clone();
            changed[at] ^= 0x20;
            refusedOrComplete(changed);
        }
    }

    private void refusedOrComplete(byte[] bytes) throws IOException {
        Path archive = folder.resolve("cut.tar.gz");
        Files.write(archive, bytes);
        InstalledRelease[] release = new InstalledRelease[1];
        Throwable thrown = catchThrowable(() -> release[0] = store.unpack(archive, _ -> {}));
        if (thrown == null) {
            store.verify(release[0]);
            store.remove(release[0]);
        } else {
            assertThat(thrown).isInstanceOf(CtlException.class);
            assertThat(((CtlException) thrown).code().exitCode())
                    .isEqualTo(ExitCode.VERIFICATION_FAILED);
        }
        assertThat(names()).isEmpty();
    }

    private void refuses(TestRelease made) throws IOException {
        Path archive = made.writeTo(folder);
        Failing.with(ErrorCode.R106, () -> store.unpack(archive, _ -> {}));
        assertThat(names()).isEmpty();
    }

    private static void change(InstalledRelease release, String path, String content)
            throws IOException {
        Path file = release.folder().resolve(path);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private List<String> names() throws IOException {
        try (var names = Files.list(layout.releases())) {
            return names.map(name -> name.getFileName().toString()).toList();
        }
    }
}

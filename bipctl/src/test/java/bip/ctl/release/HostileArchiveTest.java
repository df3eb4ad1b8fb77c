package bip.ctl.release;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.layout.InstallationFolders;
import bip.ctl.layout.Layout;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.ExitCode;
import bip.ctl.testing.Failing;
import bip.ctl.testing.TestRelease;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives that mean harm: each is refused whole, and nothing anywhere is other than before. */
class HostileArchiveTest {

    private static final int BLOCK = 512;
    private static final String ZERO_SHA256 = "0".repeat(64);

    @TempDir Path folder;
    private Path inside = Path.of("");
    private Path outside = Path.of("");
    private Path archive = Path.of("");
    private ReleaseStore store = new ReleaseStore(new Layout(Path.of("")));
    private List<String> before = List.of();
    private final TestRelease release = new TestRelease("1.0.0");

    @BeforeEach
    void installation() throws IOException {
        inside = folder.resolve("root");
        outside = Files.createDirectories(folder.resolve("outside"));
        Files.writeString(outside.resolve("precious"), "as it was");
        archive = folder.resolve("hostile.tar.gz");
        var layout = new Layout(inside);
        InstallationFolders.ensure(layout);
        store = new ReleaseStore(layout);
        before = everything();
    }

    @AfterEach
    void nothingIsOtherThanBefore() throws IOException {
        assertThat(everything()).isEqualTo(before);
        assertThat(outside.resolve("precious")).hasContent("as it was");
    }

    @Test
    void refusesNameThatClimbsOut() throws IOException {
        refuses(ErrorCode.R104, entry("../../../../outside/x", TarConstants.LF_NORMAL, 0644));
    }

    @Test
    void refusesAbsoluteName() throws IOException {
        String name = outside.resolve("x").toString();
        var header = new TarArchiveEntry(name, TarConstants.LF_NORMAL, true);
        header.setMode(0100644);
        refuses(ErrorCode.R104, header);
    }

    @Test
    void refusesLinkThatLeadsOut() throws IOException {
        refuses(ErrorCode.R103, link("lib/out", TarConstants.LF_SYMLINK));
    }

    @Test
    void refusesLinkAndFileThroughIt() throws IOException {
        release.entry(link("lib", TarConstants.LF_SYMLINK), "");
        refuses(ErrorCode.R103, release.header("lib/precious", 0644));
    }

    @Test
    void refusesLinkUnderListedName() throws IOException {
        refuses(ErrorCode.R103, link("lib/bip-server.jar", TarConstants.LF_SYMLINK));
    }

    @Test
    void refusesHardLink() throws IOException {
        refuses(ErrorCode.R103, link("lib/hard", TarConstants.LF_LINK));
    }

    @Test
    void refusesDevice() throws IOException {
        refuses(ErrorCode.R103, entry(release.top() + "null", TarConstants.LF_CHR, 0666));
    }

    @Test
    void refusesPipe() throws IOException {
        refuses(ErrorCode.R103, entry(release.top() + "pipe", TarConstants.LF_FIFO, 0644));
    }

    @Test
    void refusesSetUserId() throws IOException {
        refuses(ErrorCode.R103, release.header("bin/bip-server", 04755));
    }

    @Test
    void refusesTenGibibytesOfZeros() throws IOException {
        release.listed("lib/zeros", 1000, ZERO_SHA256);
        writeZeros(release.header("lib/zeros", 0644), 10 * 1024);
        assertThat(Files.size(archive)).isLessThan(12 << 20);
        refuses(ErrorCode.R106);
    }

    @Test
    void refusesZerosThatTheManifestLists() throws IOException {
        release.listed("lib/zeros", 200 << 20, ZERO_SHA256);
        writeZeros(release.header("lib/zeros", 0644), 200);
        refuses(ErrorCode.R105);
    }

    @Test
    void refusesNameOfAGibibyte() throws IOException {
        writeZeros(new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME), 1024);
        refuses(ErrorCode.R105);
    }

    @Test
    void refusesExtensionHeaderOfAGibibyte() throws IOException {
        writeZeros(
                new TarArchiveEntry("PaxHeaders/x", TarConstants.LF_PAX_EXTENDED_HEADER_LC), 1024);
        refuses(ErrorCode.R101);
    }

    /** An archive with the manifest and one entry of so many MiB of zeros, otherwise valid. */
    private void writeZeros(TarArchiveEntry entry, int mebibytes) throws IOException {
        var tar = new ByteArrayOutputStream();
        var writer = new TarArchiveOutputStream(tar);
        writer.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        put(writer, release.header("release.json", 0644), release.manifest());
        entry.setSize((long) mebibytes << 20);
        writer.putArchiveEntry(entry);
        try (var out = open()) {
            new DeflatedZeros(out)
                    .bytes(tar.toByteArray())
                    .zeros(mebibytes)
                    .bytes(new byte[2 * BLOCK])
                    .finish();
        }
    }

    @Test
    void refusesTwoMillionEntries() throws IOException {
        try (var gzip = fastGzip(open())) {
            gzip.write(tarOf(release));
            byte[] header = new byte[BLOCK];
            for (int i = 0; i < 2_000_000; i++) {
                release.header("lib/" + i, 0644).writeEntryHeader(header);
                gzip.write(header);
            }
            gzip.write(new byte[2 * BLOCK]);
        }
        refuses(ErrorCode.R106);
    }

    @Test
    void refusesMoreEntriesThanAnyReleaseHas() throws IOException {
        for (int i = 0; i < 4_001; i++) {
            String path = "lib/" + i + "/";
            for (int depth = 0; depth < 5; depth++) {
                release.entry(entry(release.top() + path, TarConstants.LF_DIR, 0755), "");
                path += "a/";
            }
            release.file(path + "empty", "");
        }
        refusesAsBuilt(ErrorCode.R105);
    }

    @Test
    void refusesNameThatStandsTwice() throws IOException {
        release.entry(release.header("lib/bip-server.jar", 0644), "code of 1.0.0");
        refusesAsBuilt(ErrorCode.R104);
    }

    @Test
    void refusesNamesThatDifferInCase() throws IOException {
        release.file("lib/Bip-Server.jar", "other");
        refusesAsBuilt(ErrorCode.R102);
    }

    @Test
    void refusesTruncatedGzip() throws IOException {
        byte[] whole = release.archive();
        Files.write(archive, Arrays.copyOf(whole, whole.length - 20));
        refuses(ErrorCode.R101);
    }

    @Test
    void refusesWhatFollowsTheEnd() throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(release.archive());
        bytes.write("more".getBytes(StandardCharsets.US_ASCII));
        Files.write(archive, bytes.toByteArray());
        refuses(ErrorCode.R101);
    }

    @Test
    void refusesSecondArchiveBehindTheFirst() throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(release.archive());
        bytes.write(new TestRelease("1.0.1").archive());
        Files.write(archive, bytes.toByteArray());
        refuses(ErrorCode.R101);
    }

    @Test
    void refusesBytesBetweenTheTarsEndAndTheGzips() throws IOException {
        var tar = new ByteArrayOutputStream();
        release.writeTar(tar);
        try (var gzip = fastGzip(open())) {
            gzip.write(tar.toByteArray());
            gzip.write("hidden".getBytes(StandardCharsets.US_ASCII));
        }
        refuses(ErrorCode.R101);
    }

    @Test
    void refusesEntryOutsideTheTopFolder() throws IOException {
        refuses(ErrorCode.R104, entry("elsewhere/x", TarConstants.LF_NORMAL, 0644));
    }

    @Test
    void refusesSparseFile() throws IOException {
        refuses(
                ErrorCode.R103,
                entry(release.top() + "lib/sparse", TarConstants.LF_GNUTYPE_SPARSE, 0644));
    }

    private static void put(TarArchiveOutputStream tar, TarArchiveEntry header, byte[] content)
            throws IOException {
        header.setSize(content.length);
        tar.putArchiveEntry(header);
        tar.write(content);
        tar.closeArchiveEntry();
        tar.flush();
    }

    private static byte[] tarOf(TestRelease release) throws IOException {
        var tar = new ByteArrayOutputStream();
        var writer = new TarArchiveOutputStream(tar);
        put(writer, release.header("release.json", 0644), release.manifest());
        return tar.toByteArray();
    }

    private OutputStream open() throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(archive), 1 << 16);
    }

    private static GZIPOutputStream fastGzip(OutputStream out) throws IOException {
        return new GZIPOutputStream(out, 1 << 16) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        };
    }

    private static TarArchiveEntry entry(String name, byte type, int mode) {
        var header = new TarArchiveEntry(name, type, true);
        header.setMode(mode);
        return header;
    }

    private TarArchiveEntry link(String path, byte type) {
        var header = entry(release.top() + path, type, 0777);
        header.setLinkName(outside.resolve("precious").toString());
        return header;
    }

    private void refuses(ErrorCode code, TarArchiveEntry entry) throws IOException {
        release.entry(entry, "");
        refusesAsBuilt(code);
    }

    private void refusesAsBuilt(ErrorCode code) throws IOException {
        Files.write(archive, release.archive());
        refuses(code);
    }

    private void refuses(ErrorCode code) {
        assertThat(code.exitCode()).isEqualTo(ExitCode.VERIFICATION_FAILED);
        var lines = Failing.with(code, () -> store.unpack(archive, _ -> {}));
        assertThat(lines).hasSize(3).noneMatch(String::isBlank);
    }

    /** Every name below the test's folder but the archive itself, with its kind. */
    private List<String> everything() throws IOException {
        try (var paths = Files.walk(folder)) {
            return paths.filter(path -> !path.equals(archive))
                    .map(path -> path + " " + Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }
}

package bip.ctl.release;

import bip.ctl.release.ReleaseManifest.ListedFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/**
 * Packs an unpacked release as it comes from a channel, so that it is unpacked by the same rules.
 */
final class ReleasePacker {

    private static final int BUFFER_BYTES = 1 << 16;

    private ReleasePacker() {}

    static void pack(InstalledRelease release, OutputStream out) throws IOException {
        String top = "bip-server-" + release.version() + "/";
        try (var zipped =
                        new GzipCompressorOutputStream(
                                new BufferedOutputStream(out, BUFFER_BYTES), fast());
                var tar = new TarArchiveOutputStream(zipped, StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            add(
                    tar,
                    top + ReleaseArchive.MANIFEST,
                    release.folder().resolve(ReleaseArchive.MANIFEST),
                    false);
            for (ListedFile file : release.manifest().files()) {
                add(
                        tar,
                        top + file.path(),
                        release.folder().resolve(file.path()),
                        file.executable());
            }
        }
    }

    /** A third of the time for a seventh more room: somebody waits for the upgrade. */
    private static GzipParameters fast() {
        var parameters = new GzipParameters();
        parameters.setCompressionLevel(Deflater.BEST_SPEED);
        return parameters;
    }

    private static void add(TarArchiveOutputStream tar, String name, Path file, boolean isProgram)
            throws IOException {
        var entry = new TarArchiveEntry(name);
        entry.setSize(Files.size(file));
        entry.setMode(isProgram ? 0100755 : 0100644);
        entry.setModTime(0);
        tar.putArchiveEntry(entry);
        try (InputStream in = Files.newInputStream(file)) {
            in.transferTo(tar);
        }
        tar.closeArchiveEntry();
    }
}

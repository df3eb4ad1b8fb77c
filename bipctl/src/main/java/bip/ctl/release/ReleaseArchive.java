package bip.ctl.release;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Phrase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** An archive that holds a release. */
public final class ReleaseArchive {

    /** File name of the manifest at the top of a release. */
    static final String MANIFEST = "release.json";

    private ReleaseArchive() {}

    /**
     * What the archive says of itself, without unpacking it: only its beginning is read, so this
     * does not prove that the rest is there.
     *
     * @throws bip.ctl.support.CtlException if it does not begin as a release archive does
     */
    public static ReleaseManifest manifestOf(Path archive) throws IOException {
        try (var reader = ReleaseReader.open(archive, _ -> {})) {
            return reader.manifest();
        }
    }

    /**
     * Reads all of the archive and compares it with its manifest, writing nothing.
     *
     * @throws bip.ctl.support.CtlException if it is not what its manifest says
     */
    public static void verify(Path archive) throws IOException {
        try (var reader = ReleaseReader.open(archive, _ -> {})) {
            reader.readFiles((file, content) -> {
                var digest = Digests.newSha256();
                byte[] buffer = new byte[64 << 10];
                for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                    digest.update(buffer, 0, n);
                }
                if (!Digests.hex(digest).equals(file.sha256())) {
                    throw new CtlException(
                            ErrorCode.R106, archive, Phrase.of("contents.hash", file.path()));
                }
            });
        }
    }

    /**
     * Packs an unpacked release as it comes from a channel, so that it is unpacked by the same
     * rules.
     *
     * @param out is closed
     * @throws CtlException R107 if a file of it is missing, added or changed: nothing is written
     */
    public static void pack(InstalledRelease release, OutputStream out) throws IOException {
        ReleaseCheck.verify(release);
        ReleasePacker.pack(release, out);
    }
}

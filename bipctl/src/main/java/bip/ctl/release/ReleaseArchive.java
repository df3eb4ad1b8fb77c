package bip.ctl.release;

import java.io.IOException;
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
}

package bip.ctl.release;

import java.io.IOException;
import java.nio.file.Path;

/** An archive that holds a release. */
public final class ReleaseArchive {
    /** File name of the manifest at the top of a release. */
    static final String MANIFEST = "release.json";

    private ReleaseArchive() {}

    @SuppressWarnings("DoNotCallSuggester")
    public static ReleaseManifest manifestOf(Path archive) throws IOException {
        throw new UnsupportedOperationException(archive.toString());
    }
}

package bip.ctl.release;

import bip.ctl.layout.Layout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Releases unpacked on this machine, read-only, one folder each. */
@SuppressWarnings("DoNotCallSuggester")
public final class ReleaseStore {
    private final Layout layout;

    public ReleaseStore(Layout layout) {
        this.layout = layout;
    }

    public List<InstalledRelease> list() throws IOException {
        throw new UnsupportedOperationException(layout.toString());
    }

    public Optional<InstalledRelease> find(ReleaseVersion version) throws IOException {
        return list().stream().filter(r -> r.version().equals(version)).findFirst();
    }

    public InstalledRelease unpack(Path archive, LongConsumer progress) throws IOException {
        throw new UnsupportedOperationException(archive.toString());
    }

    public void verify(InstalledRelease release) throws IOException {
        throw new UnsupportedOperationException(release.toString());
    }

    public void remove(InstalledRelease release) throws IOException {
        throw new UnsupportedOperationException(release.toString());
    }

    public void sweep() throws IOException {
        throw new UnsupportedOperationException(layout.toString());
    }
}

package bip.ctl.release;

import bip.ctl.layout.Layout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Generations of this installation and the link that names the current one. */
@SuppressWarnings("DoNotCallSuggester")
public final class Generations {
    private final Layout layout;
    private final ReleaseStore store;

    public Generations(Layout layout, ReleaseStore store) {
        this.layout = layout;
        this.store = store;
    }

    public Optional<Generation> current() throws IOException {
        throw new UnsupportedOperationException(layout.toString() + store.hashCode());
    }

    public List<Generation> list() throws IOException {
        throw new UnsupportedOperationException();
    }

    public Generation create(InstalledRelease release, Path dataFolder) throws IOException {
        throw new UnsupportedOperationException();
    }

    public void makeCurrent(Generation generation) throws IOException {
        throw new UnsupportedOperationException();
    }

    public void remove(Generation generation) throws IOException {
        throw new UnsupportedOperationException();
    }

    public Path newDataFolder() throws IOException {
        throw new UnsupportedOperationException();
    }
}

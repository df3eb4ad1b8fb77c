package bip.packaging.publisher;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Has somebody look at the repository before the first file, and after each one. */
final class WatchedWriter implements RepositoryWriter {

    interface Look {
        void at() throws IOException;
    }

    private final RepositoryWriter disk = new DiskWriter();
    private final Look look;
    final List<String> written = new ArrayList<>();

    WatchedWriter(Look look) {
        this.look = look;
    }

    @Override
    public boolean write(RepositoryWrite write) throws IOException {
        look.at();
        boolean isNew = disk.write(write);
        String name = write.to().getFileName().toString();
        written.add(name.replaceAll("^[0-9a-f]{128}\\.", ""));
        look.at();
        return isNew;
    }
}

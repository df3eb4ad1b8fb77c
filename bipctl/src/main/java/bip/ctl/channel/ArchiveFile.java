package bip.ctl.channel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An archive that lies somewhere by itself: whatever is asked for, it is what there is. */
record ArchiveFile(Path file) implements Source {

    @Override
    public String address() {
        return file.toString();
    }

    @Override
    public Part part(String name, Resumption wanted) throws IOException {
        return Part.whole(Files.newInputStream(file), Files.size(file));
    }
}

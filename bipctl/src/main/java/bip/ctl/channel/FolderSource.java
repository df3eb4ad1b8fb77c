package bip.ctl.channel;

import bip.ctl.support.Phrase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A channel in a folder: a mounted disk, a memory stick. Begins anew each time: it is near. */
record FolderSource(Path folder) implements Source {

    @Override
    public String address() {
        return folder.toString();
    }

    @Override
    public Part part(String name, Resumption wanted) throws IOException {
        Path file = folder.resolve(name);
        // A pipe or a device could keep its reader waiting for ever.
        if (!Files.isRegularFile(file)) {
            throw Files.isDirectory(folder)
                    ? Unavailable.absent(Phrase.of("channel.noFile"))
                    : new Unavailable(Phrase.of("channel.noFile"));
        }
        return Part.whole(Files.newInputStream(file), Files.size(file));
    }
}

package bip.ctl.trust;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Opens metadata files of a repository: over a network, in a folder, in a bundle. */
public interface Fetcher {

    /**
     * The metadata file {@code name}, such as {@code timestamp.json} or {@code 42.snapshot.json}.
     * Names hold digits, small letters and full stops only.
     *
     * @param maxBytes what the reader reads at most, plus one; a longer file is refused
     * @return empty when the repository is there and has no such file (HTTP 404, say); the end of
     *     the chain of roots is found by it
     * @throws IOException if it is not known whether there is one
     */
    Optional<InputStream> open(String name, int maxBytes) throws IOException;
}

package bip.ctl.trust;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads a repository's files whole into memory, up to a bound. */
record Download(Fetcher fetcher) {

    /**
     * The file's bytes.
     *
     * @return empty when the repository does not have it
     * @throws TrustException if it goes on after {@code maxBytes}
     */
    Optional<byte[]> find(String file, int maxBytes) throws IOException, TrustException {
        Optional<InputStream> found = fetcher.open(file, maxBytes);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = found.get()) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new TrustException(new TrustViolation.TooLong(file, maxBytes));
            }
            return Optional.of(bytes);
        }
    }

    /** As {@link #find}, and it must be there. */
    byte[] get(String file, int maxBytes) throws IOException, TrustException {
        Optional<byte[]> bytes = find(file, maxBytes);
        if (bytes.isEmpty()) {
            throw new TrustException(new TrustViolation.Missing(file));
        }
        return bytes.get();
    }
}

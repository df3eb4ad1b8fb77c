package bip.ctl.channel;

import bip.ctl.trust.Fetcher;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The metadata of a signed channel, in its folder of that name. */
record SourceFetcher(Source source) implements Fetcher {

    private static final String FOLDER = "metadata/";

    /** Read whole: what fails here is the channel's, what fails later is this machine's. */
    @Override
    public Optional<InputStream> open(String name, int maxBytes) throws IOException {
        try (InputStream in = source.open(FOLDER + name)) {
            // One byte more than allowed shows that it is too long.
            return Optional.of(new ByteArrayInputStream(in.readNBytes(maxBytes + 1)));
        } catch (Source.Unavailable e) {
            if (e.isAbsent()) {
                return Optional.empty();
            }
            throw e;
        } catch (IOException e) {
            var unavailable = new Source.Unavailable(Source.reason(e));
            unavailable.initCause(e);
            throw unavailable;
        }
    }
}

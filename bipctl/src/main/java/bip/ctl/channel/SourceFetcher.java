package bip.ctl.channel;

import bip.ctl.trust.Fetcher;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The metadata of a signed channel, in its folder of that name. */
record SourceFetcher(Source source) implements Fetcher {

    private static final String FOLDER = "metadata/";

    @Override
    public Optional<InputStream> open(String name, int maxBytes) throws IOException {
        try {
            return Optional.of(source.open(FOLDER + name));
        } catch (Source.Unavailable e) {
            if (e.isAbsent()) {
                return Optional.empty();
            }
            throw e;
        }
    }
}

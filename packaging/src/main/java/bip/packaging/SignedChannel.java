package bip.packaging;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A signed channel in a folder, the contract {@code docs/contract/channel-signed.md}, kept by the
 * publisher with keys for trying things out.
 */
record SignedChannel(Path folder, DevelopmentKeys keys) {

    /** Begins one in {@code folder}, which is not there yet, with the root of {@code keys}. */
    static SignedChannel begin(Path folder, DevelopmentKeys keys) throws IOException {
        keys.publisher("place", "--repository", folder.toString(), keys.root().toString());
        return new SignedChannel(folder, keys);
    }

    /** Publishes {@code archives} as stable, of versions that were not published before. */
    void add(Path... archives) throws IOException {
        var words =
                new ArrayList<>(
                        List.of(
                                "publish",
                                "--repository",
                                folder.toString(),
                                "--channel",
                                "stable",
                                "--no-notes",
                                "--targets-key",
                                keys.key("targets-1").toString(),
                                "--online-key",
                                keys.key("online-1").toString()));
        Arrays.stream(archives).map(Path::toString).forEach(words::add);
        keys.publisher(words.toArray(String[]::new));
    }
}

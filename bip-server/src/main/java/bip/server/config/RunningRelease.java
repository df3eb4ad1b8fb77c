package bip.server.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which release this process runs, by the manifest in its folder. */
public final class RunningRelease {
    /** What a process says that was not started from a release. */
    public static final String UNRELEASED = "0-SNAPSHOT";

    private RunningRelease() {}

    /**
     * The version in {@code home}'s {@code release.json}; {@link #UNRELEASED} without a home or a
     * manifest.
     *
     * @throws IllegalStateException if there is a manifest but no version can be read from it: the
     *     release is damaged
     */
    public static String version(Optional<Path> home) {
        return home.map(folder -> folder.resolve("release.json"))
                .filter(Files::exists)
                .map(RunningRelease::versionIn)
                .orElse(UNRELEASED);
    }

    private static String versionIn(Path manifest) {
        try {
            JsonNode document =
                    JsonMapper.builder()
                            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                            .build()
                            .readTree(manifest);
            return document.required("version").stringValue();
        } catch (JacksonException e) {
            throw new IllegalStateException("cannot read the version from " + manifest, e);
        }
    }
}

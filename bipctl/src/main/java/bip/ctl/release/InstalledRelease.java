package bip.ctl.release;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release unpacked on this machine.
 *
 * @param folder {@code …/releases/VERSION-HASH8}
 */
public record InstalledRelease(ReleaseManifest manifest, Path folder) {

    /** {@code VERSION-HASH8}. */
    private static final Pattern NAME = Pattern.compile("(.+)-([0-9a-f]{8})");

    /**
     * What the name alone tells of a release whose files are gone. It can run nothing and reads no
     * schema.
     */
    static Optional<InstalledRelease> lost(Path folder) {
        Matcher name = NAME.matcher(folder.getFileName().toString());
        return name.matches()
                ? ReleaseVersion.parse(name.group(1))
                        .map(it -> new InstalledRelease(manifest(it, name.group(2)), folder))
                : Optional.empty();
    }

    private static ReleaseManifest manifest(ReleaseVersion version, String hash) {
        return new ReleaseManifest(
                version,
                hash + "0".repeat(56),
                "",
                0,
                new ReleaseManifest.SchemaRange(0, 0),
                version,
                version,
                Map.of(),
                List.of());
    }

    public ReleaseVersion version() {
        return manifest.version();
    }

    /** The launcher, {@code bin/bip-server}. */
    public Path program() {
        return folder.resolve("bin/bip-server");
    }
}

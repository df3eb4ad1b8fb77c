package bip.ctl.release;

import java.nio.file.Path;

/**
 * A release unpacked on this machine.
 *
 * @param folder {@code …/releases/VERSION-HASH8}
 */
public record InstalledRelease(ReleaseManifest manifest, Path folder) {
    public ReleaseVersion version() {
        return manifest.version();
    }

    /** The launcher, {@code bin/bip-server}. */
    public Path program() {
        return folder.resolve("bin/bip-server");
    }
}

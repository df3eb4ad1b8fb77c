package bip.ctl.release;

import bip.ctl.support.CtlException;

/** Fuzz target: {@code release.json}. */
public final class ManifestFuzz {

    private ManifestFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            ReleaseManifest.parse(input);
        } catch (CtlException refused) {
            // As it should be.
        }
    }
}

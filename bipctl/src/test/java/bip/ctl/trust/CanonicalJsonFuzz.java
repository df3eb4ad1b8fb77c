package bip.ctl.trust;

import bip.ctl.support.Json;
import bip.ctl.support.JsonObject;
import bip.ctl.support.JsonProblem;
import java.util.Arrays;

/** Fuzz target: the canonical form of JSON has itself as its canonical form. */
public final class CanonicalJsonFuzz {

    private CanonicalJsonFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        byte[] canonical;
        byte[] again;
        try {
            JsonObject json = Json.read(input, input.length);
            canonical = CanonicalJson.encode(json);
            // A control character stands there as it is, which JSON itself does not allow.
            again = CanonicalJson.encode(Json.read(canonical, canonical.length));
        } catch (JsonProblem refused) {
            return;
        }
        if (!Arrays.equals(canonical, again)) {
            throw new IllegalStateException("another canonical form the second time");
        }
    }
}

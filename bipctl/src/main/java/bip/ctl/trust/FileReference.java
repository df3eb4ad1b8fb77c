package bip.ctl.trust;

import bip.ctl.support.JsonObject;
import bip.ctl.support.JsonProblem;
import bip.ctl.support.Phrase;
import org.jspecify.annotations.Nullable;

/**
 * What a timestamp says of the snapshot, and a snapshot of the targets.
 *
 * @param lengthBytes null when not said
 * @param hashes null when not said
 */
record FileReference(long version, @Nullable Integer lengthBytes, @Nullable Hashes hashes) {

    /** Where nothing is said of a length: our profile keeps every file below it. */
    static final int USUAL_BYTES = 1 << 20;

    /** Of what is said no more than this is believed: the file is held in memory. */
    private static final int MOST_BYTES = 16 << 20;

    /** Hashes of unknown algorithms alone are refused: they promise what cannot be checked. */
    static FileReference read(JsonObject object) throws JsonProblem {
        Integer length =
                object.has("length") ? (int) object.integer("length", 0, MOST_BYTES) : null;
        Hashes hashes = null;
        if (object.has("hashes")) {
            hashes =
                    Hashes.find(object.object("hashes"))
                            .orElseThrow(() ->
                                    new JsonProblem(
                                            Phrase.of("trust.noHash", object.pathOf("hashes"))));
        }
        return new FileReference(object.integer("version", 1, Header.MAX_VERSION), length, hashes);
    }

    int maxBytes() {
        return lengthBytes == null ? USUAL_BYTES : lengthBytes;
    }

    /** Specification 5.5.2 and 5.6.2. */
    void checkBytes(String file, byte[] bytes) throws TrustException {
        if (lengthBytes != null && bytes.length != lengthBytes) {
            throw new TrustException(
                    new TrustViolation.WrongLength(file, lengthBytes, bytes.length));
        }
        if (hashes != null) {
            hashes.check(file, bytes);
        }
    }

    /** Specification 5.5.4 and 5.6.4. */
    void checkVersion(String file, Header header) throws TrustException {
        if (header.version() != version) {
            throw new TrustException(
                    new TrustViolation.WrongVersion(file, version, header.version()));
        }
    }
}

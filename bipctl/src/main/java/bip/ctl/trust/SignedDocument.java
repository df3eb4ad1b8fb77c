package bip.ctl.trust;

import bip.ctl.support.Json;
import bip.ctl.support.JsonObject;
import bip.ctl.support.JsonProblem;
import bip.ctl.support.Phrase;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A metadata file taken apart: what is signed, and by whom it says. Reading it verifies nothing.
 */
final class SignedDocument {

    /** Bytes in which a web page shows itself, blank lines before it or not. */
    private static final int BEGINNING = 256;

    private final String file;
    private final JsonObject signed;
    private final byte[] canonical;
    private final Map<String, String> signatures;

    private SignedDocument(String file, JsonObject document) throws JsonProblem {
        this.file = file;
        this.signed = document.object("signed");
        this.canonical = CanonicalJson.encode(signed);
        this.signatures = signatures(document);
    }

    /**
     * Takes a file apart.
     *
     * @param file for messages
     * @param bytes already bounded in number
     * @throws TrustException if it is not JSON of that form
     */
    static SignedDocument read(String file, byte[] bytes) throws TrustException {
        refuseOtherKinds(file, bytes);
        try {
            return new SignedDocument(file, Json.read(bytes, bytes.length));
        } catch (JsonProblem e) {
            throw malformed(file, e);
        }
    }

    /** What a person can do something about, if it is called by its name. */
    private static void refuseOtherKinds(String file, byte[] bytes) throws TrustException {
        String beginning =
                new String(bytes, 0, Math.min(bytes.length, BEGINNING), StandardCharsets.US_ASCII)
                        .strip();
        if (bytes.length == 0) {
            throw new TrustException(new TrustViolation.Empty(file));
        }
        if (beginning.startsWith("<")) {
            throw new TrustException(new TrustViolation.WebPage(file));
        }
    }

    /** Specification 4.2.1: a keyid stands once, even where its signatures would not be needed. */
    private static Map<String, String> signatures(JsonObject document) throws JsonProblem {
        var signatures = new LinkedHashMap<String, String>();
        for (JsonObject signature : document.objects("signatures")) {
            String keyid = signature.string("keyid");
            if (signatures.put(keyid, signature.string("sig")) != null) {
                throw new JsonProblem(Phrase.of("trust.signedTwice", keyid));
            }
        }
        return signatures;
    }

    static TrustException malformed(String file, JsonProblem problem) {
        var exception = new TrustException(new TrustViolation.Malformed(file, problem.reason()));
        exception.initCause(problem);
        return exception;
    }

    String file() {
        return file;
    }

    /** The signed part with all its fields. To be believed only after its signatures are. */
    JsonObject signed() {
        return signed;
    }

    boolean isSignedBy(String keyid, Ed25519Key key) {
        String signature = signatures.get(keyid);
        return signature != null && key.verifies(canonical, signature);
    }
}

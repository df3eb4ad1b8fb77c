package bip.ctl.trust;

import bip.ctl.support.Json;
import bip.ctl.support.JsonProblem;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** A throw-away Ed25519 key that signs, with the form that it has in a root. */
record Signer(String keyid, Map<String, Object> key, KeyPair pair) {

    static Signer create() {
        return create(Map.of());
    }

    /** A key with more fields than the specification knows. */
    static Signer create(Map<String, Object> moreFields) {
        try {
            return of(KeyPairGenerator.getInstance("Ed25519").generateKeyPair(), moreFields);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same key under another keyid: that of the key with one more field. */
    Signer alias() {
        return of(pair, Map.of("alias", true));
    }

    private static Signer of(KeyPair pair, Map<String, Object> moreFields) {
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        var key = new TreeMap<String, Object>(moreFields);
        key.put("keytype", "ed25519");
        key.put("scheme", "ed25519");
        key.put("keyval", Map.of("public", HexFormat.of().formatHex(raw)));
        return new Signer(keyidOf(key), key, pair);
    }

    static String keyidOf(Map<String, Object> key) {
        return HashAlgorithm.SHA256.hex(canonical(key));
    }

    Map<String, Object> sign(Map<String, Object> signed) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(canonical(signed));
            return Map.of("keyid", keyid, "sig", HexFormat.of().formatHex(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] canonical(Map<String, Object> value) {
        try {
            return CanonicalJson.encode(Json.read(Json.write(value), 4 << 20));
        } catch (JsonProblem e) {
            throw new IllegalStateException(e);
        }
    }
}

package bip.packaging.publisher;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import tools.jackson.databind.node.ObjectNode;

/**
 * The public half of an Ed25519 key.
 *
 * @param hex its 32 raw bytes, as 64 lower-case hex digits (4.2, keyval.public)
 */
record PublicHalf(String hex) {

    static final String ALGORITHM = "Ed25519";

    /** What stands before the 32 bytes in a SubjectPublicKeyInfo (RFC 8410, 4). */
    private static final String INFO_PREFIX = "302a300506032b6570032100";

    private static final int SIGNATURE_BYTES = 64;

    PublicHalf {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a public key is 64 lower-case hex digits");
        }
    }

    static PublicHalf of(PublicKey key) {
        String info = Digests.hex(key.getEncoded());
        if (!info.startsWith(INFO_PREFIX)) {
            throw new IllegalArgumentException("not an Ed25519 key");
        }
        return new PublicHalf(info.substring(INFO_PREFIX.length()));
    }

    static PublicHalf parse(Fields key) {
        if (!key.text("keytype").equals("ed25519") || !key.text("scheme").equals("ed25519")) {
            throw Fields.wrong(key.where(), "is not of type and scheme ed25519");
        }
        return new PublicHalf(key.object("keyval").hex("public", 32));
    }

    /** As it stands in root metadata; its canonical form is what the id is made of. */
    ObjectNode toJson() {
        ObjectNode key = Json.object();
        key.put("keytype", "ed25519");
        key.putObject("keyval").put("public", hex);
        key.put("scheme", "ed25519");
        return key;
    }

    KeyId id() {
        return new KeyId(Digests.hex(Digests.newSha256().digest(CanonicalJson.encode(toJson()))));
    }

    /**
     * Whether {@code signature}, in hex, is this key's over {@code message}. False for anything
     * else, also for what is no signature.
     */
    boolean verifies(byte[] message, String signature) {
        try {
            byte[] bytes = HexFormat.of().parseHex(signature);
            if (bytes.length != SIGNATURE_BYTES) {
                return false;
            }
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(toKey());
            verifier.update(message);
            return verifier.verify(bytes);
        } catch (IllegalArgumentException | SignatureException | InvalidKeyException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private PublicKey toKey() throws GeneralSecurityException {
        byte[] info = HexFormat.of().parseHex(INFO_PREFIX + hex);
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(info));
        } catch (java.security.spec.InvalidKeySpecException e) {
            throw new InvalidKeyException(e);
        }
    }
}

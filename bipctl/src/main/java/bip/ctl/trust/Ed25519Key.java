package bip.ctl.trust;

import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A public key that can verify.
 *
 * @param hex its 32 bytes (RFC 8032), small letters: equal keys are one key, whatever they are
 *     called
 */
record Ed25519Key(String hex) {

    /** The DER of RFC 8410 in front of the 32 bytes. */
    private static final String X509_PREFIX = "302a300506032b6570032100";

    Ed25519Key {
        hex = hex.toLowerCase(Locale.ROOT);
        if (!isKey(hex)) {
            throw new IllegalArgumentException("not 32 bytes in hexadecimal: " + hex);
        }
    }

    static boolean isKey(String hex) {
        return hex.matches("[0-9a-fA-F]{64}");
    }

    /**
     * Whether {@code signatureHex} is this key's signature of {@code message}. What is no signature
     * at all is none of it; neither is one by a key that is no point of the curve.
     */
    boolean verifies(byte[] message, String signatureHex) {
        if (!signatureHex.matches("[0-9a-fA-F]{128}")) {
            return false;
        }
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initVerify(publicKey());
            signature.update(message);
            return signature.verify(HexFormat.of().parseHex(signatureHex));
        } catch (InvalidKeyException | InvalidKeySpecException | SignatureException e) {
            return false;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK has Ed25519", e);
        }
    }

    private PublicKey publicKey() throws NoSuchAlgorithmException, InvalidKeySpecException {
        byte[] encoded = HexFormat.of().parseHex(X509_PREFIX + hex);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }
}

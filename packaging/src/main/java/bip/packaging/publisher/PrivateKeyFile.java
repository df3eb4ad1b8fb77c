package bip.packaging.publisher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.InvalidParameterSpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A private key as it lies in its file: PKCS#8 in PEM, encrypted by PBES2 with PBKDF2-HMAC-SHA256
 * and AES-256-CBC (RFC 8018, 6.2), so that {@code openssl pkey} opens it too.
 */
final class PrivateKeyFile {

    private static final String SCHEME = "PBEWithHmacSHA256AndAES_256";
    private static final String BEGIN = "-----BEGIN ENCRYPTED PRIVATE KEY-----\n";
    private static final String END = "\n-----END ENCRYPTED PRIVATE KEY-----\n";
    private static final int SALT_BYTES = 16;
    private static final int BLOCK_BYTES = 16;
    private static final int KEY_BITS = 256;
    private static final int LINE_LETTERS = 64;

    private PrivateKeyFile() {}

    static byte[] encrypt(
            PrivateKey key, Passphrase passphrase, WorkFactor work, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        byte[] vector = new byte[BLOCK_BYTES];
        random.nextBytes(salt);
        random.nextBytes(vector);
        var parameters = new PBEParameterSpec(salt, work.iterations(), new IvParameterSpec(vector));
        byte[] plain = key.getEncoded();
        try {
            byte[] secret = cipher(Cipher.ENCRYPT_MODE, passphrase, parameters).doFinal(plain);
            return pem(new EncryptedPrivateKeyInfo(named(parameters), secret).getEncoded());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /** The parameters under the scheme's general name, the only one that the JDK can write. */
    static AlgorithmParameters named(PBEParameterSpec parameters)
            throws GeneralSecurityException, IOException {
        AlgorithmParameters special = AlgorithmParameters.getInstance(SCHEME);
        special.init(parameters);
        AlgorithmParameters general = AlgorithmParameters.getInstance("PBES2");
        general.init(special.getEncoded());
        return general;
    }

    /**
     * @param name of the file, for messages
     * @throws Refusal if it is no such file, is cut short, or the passphrase is another one
     */
    static PrivateKey decrypt(byte[] file, Passphrase passphrase, String name) {
        EncryptedPrivateKeyInfo info = info(file, name);
        PBEParameterSpec parameters = parameters(info, name);
        byte[] plain = {};
        try {
            plain =
                    cipher(Cipher.DECRYPT_MODE, passphrase, parameters)
                            .doFinal(info.getEncryptedData());
            return KeyFactory.getInstance(PublicHalf.ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(plain));
        } catch (GeneralSecurityException e) {
            throw Refusal.before(
                    "cannot open " + name + ": the passphrase is wrong, or the file is damaged",
                    "Try the passphrase again; if it is right, take the backup of the key.");
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private static EncryptedPrivateKeyInfo info(byte[] file, String name) {
        String text = new String(file, StandardCharsets.US_ASCII);
        if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
            throw notWhole(name);
        }
        try {
            return new EncryptedPrivateKeyInfo(
                    Base64.getMimeDecoder()
                            .decode(text.substring(BEGIN.length(), text.length() - END.length())));
        } catch (IllegalArgumentException | IOException e) {
            throw notWhole(name);
        }
    }

    private static PBEParameterSpec parameters(EncryptedPrivateKeyInfo info, String name) {
        try {
            AlgorithmParameters named = info.getAlgParameters();
            var parameters = named == null ? null : named.getParameterSpec(PBEParameterSpec.class);
            if (parameters == null
                    || !SCHEME.equals(named.toString())
                    || parameters.getIterationCount() > WorkFactor.MOST) {
                throw notWhole(name);
            }
            return parameters;
        } catch (InvalidParameterSpecException e) {
            throw notWhole(name);
        }
    }

    private static Refusal notWhole(String name) {
        return Refusal.before(
                name + " is no whole key file of this program", "Take the backup of the key.");
    }

    // By hand, because the JDK's own PBE key takes only ASCII, and passphrases may be Polish.
    private static Cipher cipher(int mode, Passphrase passphrase, PBEParameterSpec parameters)
            throws GeneralSecurityException {
        var words =
                new PBEKeySpec(
                        passphrase.letters(),
                        parameters.getSalt(),
                        parameters.getIterationCount(),
                        KEY_BITS);
        byte[] key =
                SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                        .generateSecret(words)
                        .getEncoded();
        words.clearPassword();
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), parameters.getParameterSpec());
        Arrays.fill(key, (byte) 0);
        return cipher;
    }

    private static byte[] pem(byte[] encoded) {
        String body =
                Base64.getMimeEncoder(LINE_LETTERS, new byte[] {'\n'}).encodeToString(encoded);
        return (BEGIN + body + END).getBytes(StandardCharsets.US_ASCII);
    }
}

package bip.packaging.publisher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Size and hashes of some bytes.
 *
 * @param length in bytes
 * @param sha256 64 lower-case hex digits
 * @param sha512 128 lower-case hex digits
 */
record Digests(long length, String sha256, String sha512) {

    private static final int BUFFER_BYTES = 1 << 16;

    Digests {
        if (length < 0 || !isHex(sha256, 64) || !isHex(sha512, 128)) {
            throw new IllegalArgumentException("no length with two hashes");
        }
    }

    static Digests of(byte[] bytes) {
        return new Digests(
                bytes.length, hex(newSha256().digest(bytes)), hex(newSha512().digest(bytes)));
    }

    static Digests of(Path file) throws IOException {
        MessageDigest sha256 = newSha256();
        MessageDigest sha512 = newSha512();
        byte[] buffer = new byte[BUFFER_BYTES];
        long length = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha256.update(buffer, 0, read);
                sha512.update(buffer, 0, read);
                length += read;
            }
        }
        return new Digests(length, hex(sha256.digest()), hex(sha512.digest()));
    }

    static MessageDigest newSha256() {
        return digest("SHA-256");
    }

    private static MessageDigest newSha512() {
        return digest("SHA-512");
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static boolean isHex(String text, int digits) {
        return text.length() == digits
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

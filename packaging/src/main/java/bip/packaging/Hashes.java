package bip.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 and SHA-512 of files, as hex. */
final class Hashes {

    private Hashes() {}

    static String sha256(Path file) throws IOException {
        return hash("SHA-256", file);
    }

    static String sha512(Path file) throws IOException {
        return hash("SHA-512", file);
    }

    private static String hash(String algorithm, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                var out =
                        new DigestOutputStream(
                                OutputStream.nullOutputStream(), digest(algorithm))) {
            in.transferTo(out);
            return HexFormat.of().formatHex(out.getMessageDigest().digest());
        }
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

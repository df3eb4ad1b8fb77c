package bip.ctl.trust;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The hashes that are checked, weakest first. Others in metadata are passed over. */
public enum HashAlgorithm {
    SHA256("sha256", "SHA-256", 64),
    SHA512("sha512", "SHA-512", 128);

    private final String metadataName;
    private final String javaName;
    private final int hexDigits;

    HashAlgorithm(String metadataName, String javaName, int hexDigits) {
        this.metadataName = metadataName;
        this.javaName = javaName;
        this.hexDigits = hexDigits;
    }

    static Optional<HashAlgorithm> find(String metadataName) {
        for (HashAlgorithm algorithm : values()) {
            if (algorithm.metadataName.equals(metadataName)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /** As metadata writes it: {@code sha256}. */
    public String metadataName() {
        return metadataName;
    }

    public int hexDigits() {
        return hexDigits;
    }

    public MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance(javaName);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK has " + javaName, e);
        }
    }

    /** In small letters. */
    String hex(byte[] bytes) {
        return HexFormat.of().formatHex(newDigest().digest(bytes));
    }
}

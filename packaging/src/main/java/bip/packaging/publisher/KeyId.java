package bip.packaging.publisher;

/**
 * The name of a public key in metadata: SHA-256 of its canonical form (4.2).
 *
 * @param hex 64 lower-case hex digits
 */
record KeyId(String hex) implements Comparable<KeyId> {

    /** How many digits people are shown, and may type at least. */
    static final int SHORT = 8;

    KeyId {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("'" + hex + "' is no key id of 64 hex digits");
        }
    }

    String shortened() {
        return hex.substring(0, SHORT);
    }

    @Override
    public int compareTo(KeyId other) {
        return hex.compareTo(other.hex);
    }
}

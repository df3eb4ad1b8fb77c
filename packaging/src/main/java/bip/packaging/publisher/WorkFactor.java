package bip.packaging.publisher;

/**
 * How often a passphrase is hashed before it opens a key (PBKDF2-HMAC-SHA256).
 *
 * @param iterations at most {@link #MOST}
 */
record WorkFactor(int iterations) {

    /** More than this is no key of ours, and would hold the reader for a minute or more. */
    static final int MOST = 20_000_000;

    /**
     * For new keys. OWASP's least for this function is 600,000 (2023), for a sign-in that happens
     * all day; a key is opened a few times a year, or once a day by a machine, so a second is no
     * burden and each guess costs the thief of a key file as much. Measured: see {@code
     * docs/key-ceremony.md}.
     */
    static final WorkFactor OF_NEW_KEYS = new WorkFactor(2_000_000);

    /** For keys whose passphrase lies beside them: no hashing protects those. */
    static final WorkFactor OF_DEVELOPMENT_KEYS = new WorkFactor(1_000);

    WorkFactor {
        if (iterations < 1 || iterations > MOST) {
            throw new IllegalArgumentException(iterations + " is not 1 to " + MOST);
        }
    }
}

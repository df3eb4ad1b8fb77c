package bip.server.account;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Argon2id hash as it is stored: {@code $argon2id$v=19$m=19456,t=2,p=1$SALT$HASH}, the form that
 * passlib and the reference implementation write.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as records, never changed
record PasswordHash(Cost cost, byte[] salt, byte[] hash) {
    private static final Pattern FORM =
            Pattern.compile(
                    "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,3})"
                            + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{16,86})");

    /**
     * How much work it takes.
     *
     * @param memoryKib in KiB
     * @param passes over that memory
     * @param lanes that could be computed side by side
     */
    record Cost(int memoryKib, int passes, int lanes) {
        /** What new hashes take: the second choice of OWASP's Password Storage Cheat Sheet. */
        static final Cost NEW = new Cost(19 * 1024, 2, 1);

        /** What biuletyn-bip's hashes take: passlib's defaults. */
        static final Cost IMPORTED = new Cost(100 * 1024, 2, 8);

        /** More than this would let a stored row exhaust the machine. */
        private static final int MOST_KIB = 256 * 1024;

        Cost {
            if (memoryKib < 8 * lanes || memoryKib > MOST_KIB || passes < 1 || lanes < 1) {
                throw new IllegalArgumentException("no such cost: " + memoryKib + " KiB");
            }
        }
    }

    /** Reads the stored form; empty when it is no Argon2id hash that can be verified here. */
    static Optional<PasswordHash> parse(String stored) {
        Matcher parts = FORM.matcher(stored);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            var cost =
                    new Cost(
                            Integer.parseInt(parts.group(1)),
                            Integer.parseInt(parts.group(2)),
                            Integer.parseInt(parts.group(3)));
            var base64 = Base64.getDecoder();
            return Optional.of(
                    new PasswordHash(
                            cost, base64.decode(parts.group(4)), base64.decode(parts.group(5))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The stored form. */
    String stored() {
        var base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        cost.memoryKib,
                        cost.passes,
                        cost.lanes,
                        base64.encodeToString(salt),
                        base64.encodeToString(hash));
    }

    /** It should be made anew with today's cost when its password is known. */
    boolean isOutdated() {
        return !cost.equals(Cost.NEW);
    }

    /** Compares in a time that does not tell where they differ. */
    boolean is(byte[] computed) {
        return MessageDigest.isEqual(hash, computed);
    }
}

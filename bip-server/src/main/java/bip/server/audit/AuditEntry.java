package bip.server.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A recorded event.
 *
 * @param number counted from 1 without a gap
 * @param keptAs name under which it was kept outside the database first, or null
 * @param previous hash of the entry before, 64 zeros for the first
 * @param hash SHA-256 of everything else here, in hex
 */
public record AuditEntry(
        long number,
        Instant at,
        String kind,
        @Nullable Long accountId,
        @Nullable String login,
        @Nullable String address,
        @Nullable String subject,
        @Nullable String detail,
        @Nullable String keptAs,
        String previous,
        String hash) {

    /** What the first entry names as the hash before it. */
    static final String NOTHING = "0".repeat(64);

    /** The entry that follows, with its hash. */
    static AuditEntry following(
            long number, String previous, Instant at, AuditEvent event, @Nullable String keptAs) {
        var entry =
                new AuditEntry(
                        number,
                        // What the database keeps of an instant.
                        at.truncatedTo(ChronoUnit.MICROS),
                        event.kind().stored(),
                        event.accountId(),
                        event.login(),
                        event.address(),
                        event.subject(),
                        event.detail(),
                        keptAs,
                        previous,
                        "");
        return new AuditEntry(
                entry.number,
                entry.at,
                entry.kind,
                entry.accountId,
                entry.login,
                entry.address,
                entry.subject,
                entry.detail,
                entry.keptAs,
                entry.previous,
                entry.expectedHash());
    }

    /** The hash that its content has; another than {@link #hash} if it was changed. */
    String expectedHash() {
        StringBuilder canonical = new StringBuilder("bip-audit/v1\n");
        append(canonical, String.valueOf(number));
        append(canonical, String.valueOf(at));
        append(canonical, kind);
        append(canonical, accountId == null ? null : accountId.toString());
        append(canonical, login);
        append(canonical, address);
        append(canonical, subject);
        append(canonical, detail);
        append(canonical, keptAs);
        append(canonical, previous);
        return sha256(canonical.toString());
    }

    /** With its length, so that no two different entries are written the same. */
    private static void append(StringBuilder canonical, @Nullable String field) {
        if (field == null) {
            canonical.append("-\n");
        } else {
            canonical.append(field.length()).append(':').append(field).append('\n');
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

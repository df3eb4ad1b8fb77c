package bip.ctl.trust;

import bip.ctl.support.JsonObject;
import bip.ctl.support.JsonProblem;
import bip.ctl.support.Phrase;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which snapshot is the newest.
 *
 * @param signedAt our own signed field: an instant that has passed for certain; null when the
 *     publisher does not write it
 */
record TimestampMetadata(Header header, FileReference snapshot, @Nullable Instant signedAt)
        implements Metadata {

    /** RFC 3339 in UTC; the specification lets a repository add fields. */
    static final String SIGNED_AT = "bip_signed_at";

    static TimestampMetadata read(SignedDocument document) throws TrustException {
        try {
            JsonObject signed = document.signed();
            Header header = Header.read(document, Role.TIMESTAMP);
            JsonObject snapshot = signed.object("meta").object(Role.SNAPSHOT.fileName());
            return new TimestampMetadata(
                    header, FileReference.read(snapshot), signedAt(signed, header));
        } catch (JsonProblem e) {
            throw SignedDocument.malformed(document.file(), e);
        }
    }

    private static @Nullable Instant signedAt(JsonObject signed, Header header) throws JsonProblem {
        if (!signed.has(SIGNED_AT)) {
            return null;
        }
        Instant at = UtcTimes.get(signed, SIGNED_AT);
        if (at.isAfter(header.expires())) {
            throw new JsonProblem(Phrase.of("trust.signedLate", at, header.expires()));
        }
        return at;
    }

    /**
     * Specification 5.4.3: neither this nor the snapshot it refers to may be older than in what was
     * trusted before.
     */
    void checkFollows(TimestampMetadata trusted, String file) throws TrustException {
        refuseOlder(file, file, trusted.header.version(), header.version());
        refuseOlder(file, Role.SNAPSHOT.fileName(), trusted.snapshot.version(), snapshot.version());
    }

    private static void refuseOlder(String file, String about, long trusted, long offered)
            throws TrustException {
        if (offered < trusted) {
            throw new TrustException(new TrustViolation.Rollback(file, about, trusted, offered));
        }
    }
}

package bip.ctl.service;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a release found in a copy of a bulletin.
 *
 * @param schema number; 0 when there is none, or it could not be read
 * @param bytes of the database's file
 * @param tables rows of each table, by its name; a damaged one is missing
 * @param isSound SQLite found nothing wrong with the file
 * @param foreignKeyViolations rows that name others that are not there
 * @param audit null when the schema has no audit log, or it could not be read
 * @param attachments null when the release does not know the schema
 * @param found how many findings there are of each kind; nothing in an intact bulletin
 * @param findings the first of each kind
 */
public record Inspection(
        int schema,
        long bytes,
        Map<String, Long> tables,
        boolean isSound,
        long foreignKeyViolations,
        @Nullable AuditChain audit,
        @Nullable Attachments attachments,
        Map<String, Long> found,
        List<Finding> findings) {

    public Inspection {
        tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
        found = Collections.unmodifiableMap(new LinkedHashMap<>(found));
        findings = List.copyOf(findings);
    }

    /** Nothing is wrong with the bulletin, as far as was looked. */
    public boolean isIntact() {
        return isSound && found.isEmpty();
    }

    /** All findings, those that are only counted too. */
    public long countFindings() {
        return found.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * One thing that is wrong.
     *
     * @param kind as the contract names it, or another of a newer release
     * @param subject a table, an audit entry's number, a page's slug, a file name
     * @param detail for people, in English
     * @param sha256 content that an attachment should have; empty for other kinds
     * @param page slug of the page that an attachment is on; empty for other kinds
     */
    public record Finding(String kind, String subject, String detail, String sha256, String page) {
        @Override
        public String toString() {
            return kind + " " + subject + ": " + detail;
        }
    }

    /**
     * The audit log.
     *
     * @param entries 0 when it is not whole
     * @param head hash of the last entry; empty when it is not whole
     * @param firstBroken number of the first entry that does not fit; 0 when it is whole
     */
    public record AuditChain(boolean isWhole, long entries, String head, long firstBroken) {}

    /**
     * The bulletin's attachments.
     *
     * @param rows attachments of all pages
     * @param files different contents among them
     * @param bytes of the files that are there
     * @param lost attachments whose file was lost before it came to this bulletin
     * @param isHashed the content of each file was compared
     */
    public record Attachments(long rows, long files, long bytes, long lost, boolean isHashed) {}
}

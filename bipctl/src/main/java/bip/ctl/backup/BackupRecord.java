package bip.ctl.backup;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a backup says of itself: {@code backup.json}.
 *
 * @param id the UTC time and the reason: {@code 20261125T231054Z-daily}
 * @param version of the release in it
 * @param contentHash of that release
 * @param schema number of the database's schema
 * @param databaseSha256 of the whole database
 * @param rows of each table
 * @param pages how pages looked on the site when it was made; empty when nobody served them
 * @param damaged hashes by which attachments are named whose content was another one: they are not
 *     in the backup
 * @param secrets what became of the secret settings
 */
public record BackupRecord(
        String id,
        BackupReason reason,
        Instant time,
        String version,
        String contentHash,
        int schema,
        long databaseBytes,
        String databaseSha256,
        long attachments,
        long attachmentBytes,
        long releaseBytes,
        Map<String, Long> rows,
        List<SeenPage> pages,
        List<String> damaged,
        Secrets secrets) {

    public BackupRecord {
        rows = Map.copyOf(rows);
        pages = List.copyOf(pages);
        damaged = List.copyOf(damaged);
    }

    /** How a page looked to a visitor. */
    public record SeenPage(String path, int status, String title) {}

    /** Secret settings in a backup. */
    public enum Secrets {
        NONE,
        /** For the recovery key. */
        ENCRYPTED,
        LEFT_OUT
    }

    /** All that is in it, in bytes. */
    public long bytes() {
        return databaseBytes + attachmentBytes + releaseBytes;
    }
}

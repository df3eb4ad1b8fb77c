package bip.ctl.upgrade;

import bip.ctl.release.ReleaseVersion;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A backup that is to be put back, with what planning must know of it.
 *
 * @param repository the folder that holds it
 * @param contentHash of its release
 * @param schema number of its database's schema
 */
public record KeptBackup(
        Path repository,
        String id,
        ReleaseVersion version,
        String contentHash,
        int schema,
        long databaseBytes,
        long releaseBytes,
        long attachmentBytes,
        Instant made) {}

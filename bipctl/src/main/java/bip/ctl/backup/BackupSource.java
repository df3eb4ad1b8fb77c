package bip.ctl.backup;

import bip.ctl.backup.BackupRecord.SeenPage;
import bip.ctl.release.InstalledRelease;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What goes into a backup.
 *
 * @param database a consistent copy that nobody writes to
 * @param schema its number
 * @param rows of each of its tables
 * @param attachments the server's folder of them; may be missing
 * @param configuration files, each by its name in the backup; those that are missing are left out
 * @param pages how pages look to visitors now
 */
public record BackupSource(
        InstalledRelease release,
        Path database,
        int schema,
        Map<String, Long> rows,
        Path attachments,
        Map<String, Path> configuration,
        List<SeenPage> pages) {

    public BackupSource {
        rows = Map.copyOf(rows);
        configuration = Map.copyOf(configuration);
        pages = List.copyOf(pages);
    }
}

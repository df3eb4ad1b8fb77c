package bip.ctl.drill;

import bip.ctl.backup.BackupRecord;
import bip.ctl.support.Phrase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a drill came to.
 *
 * @param ended when
 * @param took all of it
 * @param rows that were compared, of all tables
 * @param tables that were compared
 * @param attachments whose content was compared
 * @param pages that a server of the restored release showed
 * @param failures what is not as it should be; empty when the backup restores
 */
public record DrillReport(
        BackupRecord backup,
        Instant ended,
        Duration took,
        long rows,
        int tables,
        long attachments,
        int pages,
        List<Phrase> failures) {

    public DrillReport {
        failures = List.copyOf(failures);
    }

    /** The backup restores. */
    public boolean isGood() {
        return failures.isEmpty();
    }
}

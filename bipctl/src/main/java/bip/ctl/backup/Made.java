package bip.ctl.backup;

import java.util.List;

/**
 * A backup that was made.
 *
 * @param bytesWritten new objects
 * @param repaired objects that had rotted and were written anew
 * @param complaints what the release found wrong with the bulletin that was backed up
 */
public record Made(BackupRecord record, long bytesWritten, long repaired, List<String> complaints) {

    public Made {
        complaints = List.copyOf(complaints);
    }

    Made(BackupRecord record, long bytesWritten, long repaired) {
        this(record, bytesWritten, repaired, List.of());
    }

    /** The same, of a bulletin with these faults. */
    Made of(List<String> faults) {
        return new Made(record, bytesWritten, repaired, faults);
    }

    public String id() {
        return record.id();
    }
}

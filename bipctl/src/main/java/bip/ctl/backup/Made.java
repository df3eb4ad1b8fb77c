package bip.ctl.backup;

/**
 * A backup that was made.
 *
 * @param bytesWritten new objects
 * @param repaired objects that had rotted and were written anew
 */
public record Made(BackupRecord record, long bytesWritten, long repaired) {

    public String id() {
        return record.id();
    }
}

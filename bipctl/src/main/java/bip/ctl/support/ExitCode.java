package bip.ctl.support;

/** How bipctl ends. Frozen: scripts depend on the numbers ({@code docs/exit-codes.md}). */
public enum ExitCode {
    DONE(0),
    FAILED(1),
    USAGE(2),
    NOT_RUNNING(3),
    ATTENTION(4),
    NOTHING_TO_DO(10),
    UPDATE_AVAILABLE(11),
    LOCKED(12),
    REFUSED(13),
    INPUT_NEEDED(14),
    NOT_PERMITTED(15),
    VERIFICATION_FAILED(20),
    METADATA_EXPIRED(21),
    DOWNLOAD_FAILED(22),
    ROLLED_BACK(30),
    ROLLBACK_INCOMPLETE(31),
    INTERRUPTED(32),
    BACKUP_FAILED(40),
    NOT_RESTORABLE(41),
    SIGINT(130),
    SIGTERM(143);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}

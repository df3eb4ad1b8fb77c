package bip.server.maintenance;

/** What a subcommand ends with, as docs/contract/maintenance.md has it; never renumbered. */
public enum ExitStatus {
    DONE(0),
    /** What was there before is as it was. */
    FAILED(1),
    USAGE(2),
    /** The editors' freeze stands, or the database is busy. */
    TRY_LATER(75),
    /** Configuration or schema does not fit. */
    MISFIT(78);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    /** The process's exit code. */
    public int code() {
        return code;
    }
}

package bip.ctl.support;

/**
 * Every way in which bipctl can fail a person, the same in both languages. The texts are in {@code
 * messages.properties} (English) and {@code messages_pl.properties}: {@code U107.what} says what
 * failed, {@code U107.state} what state things are in, {@code U107.next} what to do next.
 *
 * <p>Letters: G general, L layout and lock, R releases and archives, C channel, S service, U
 * operations, P policy, O the server's log, D the report. A number is never used again for
 * something else.
 */
public enum ErrorCode {
    // general
    G100(ExitCode.FAILED),
    G101(ExitCode.FAILED),
    G102(ExitCode.FAILED),
    G103(ExitCode.FAILED),
    G104(ExitCode.INPUT_NEEDED),
    G105(ExitCode.SIGINT),
    G106(ExitCode.USAGE),

    // layout and lock
    L100(ExitCode.LOCKED),
    L101(ExitCode.LOCKED),
    L102(ExitCode.NOT_PERMITTED),
    L103(ExitCode.ATTENTION),
    L104(ExitCode.ATTENTION),

    // releases and archives
    R100(ExitCode.FAILED),
    R101(ExitCode.VERIFICATION_FAILED),
    R102(ExitCode.VERIFICATION_FAILED),
    R103(ExitCode.VERIFICATION_FAILED),
    R104(ExitCode.VERIFICATION_FAILED),
    R105(ExitCode.VERIFICATION_FAILED),
    R106(ExitCode.VERIFICATION_FAILED),
    R107(ExitCode.VERIFICATION_FAILED),
    R108(ExitCode.VERIFICATION_FAILED),

    // channel
    C100(ExitCode.USAGE),
    C101(ExitCode.DOWNLOAD_FAILED),
    C102(ExitCode.VERIFICATION_FAILED),
    C103(ExitCode.DOWNLOAD_FAILED),
    C104(ExitCode.VERIFICATION_FAILED),
    C105(ExitCode.VERIFICATION_FAILED),

    // the server's log
    O100(ExitCode.FAILED),
    O101(ExitCode.NOT_PERMITTED),
    O102(ExitCode.USAGE),
    O103(ExitCode.USAGE),
    O104(ExitCode.USAGE),
    O105(ExitCode.USAGE);

    private final ExitCode exitCode;

    ErrorCode(ExitCode exitCode) {
        this.exitCode = exitCode;
    }

    /** As shown to people and searched for: {@code BIP-U107}. */
    public String id() {
        return "BIP-" + name();
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}

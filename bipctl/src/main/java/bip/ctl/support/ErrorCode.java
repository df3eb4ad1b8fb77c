package bip.ctl.support;

/**
 * Every way in which bipctl can fail a person, the same in both languages. The texts are in {@code
 * messages.properties} (English) and {@code messages_pl.properties}: {@code U107.what} says what
 * failed, {@code U107.state} what state things are in, {@code U107.next} what to do next.
 *
 * <p>Letters: G general, L layout and lock, R releases and archives, C channel, S service, U
 * operations, P policy. A number is never used again for something else.
 */
public enum ErrorCode {
    G100(ExitCode.FAILED);

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

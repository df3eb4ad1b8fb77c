package bip.ctl.support;

/**
 * Every way in which bipctl can fail a person, the same in both languages. The texts are in {@code
 * messages.properties} (English) and {@code messages_pl.properties}: {@code U107.what} says what
 * failed, {@code U107.state} what state things are in, {@code U107.next} what to do next.
 *
 * <p>Letters: A arguments and, from A200, accounts, G general, L layout and lock, R releases and
 * archives, C channel, S service, U operations, P policy, H history, O the server's log, D the
 * report, T tracking of errors, N upgrades at night, without a person. A number is never used again
 * for something else.
 */
public enum ErrorCode {
    // arguments
    A100(ExitCode.USAGE),
    A101(ExitCode.USAGE),
    A102(ExitCode.USAGE),
    A103(ExitCode.USAGE),
    A104(ExitCode.USAGE),
    A105(ExitCode.USAGE),
    A106(ExitCode.USAGE),
    A107(ExitCode.USAGE),
    A108(ExitCode.USAGE),

    // accounts
    A200(ExitCode.FAILED),
    A201(ExitCode.FAILED),
    A202(ExitCode.USAGE),
    A203(ExitCode.FAILED),
    A204(ExitCode.FAILED),
    A205(ExitCode.INPUT_NEEDED),
    A206(ExitCode.REFUSED),
    A207(ExitCode.FAILED),
    A208(ExitCode.FAILED),
    A209(ExitCode.FAILED),
    A210(ExitCode.FAILED),
    A211(ExitCode.INPUT_NEEDED),
    A212(ExitCode.FAILED),
    A213(ExitCode.USAGE),

    // service
    S100(ExitCode.NOT_RUNNING),
    S101(ExitCode.FAILED),
    S110(ExitCode.FAILED),
    S111(ExitCode.FAILED),
    S112(ExitCode.REFUSED),
    S113(ExitCode.FAILED),
    S114(ExitCode.FAILED),
    S120(ExitCode.NOT_RUNNING),
    S121(ExitCode.NOT_RUNNING),
    S122(ExitCode.NOT_RUNNING),
    // S130 was: no service manager for systemd yet.
    S131(ExitCode.NOT_PERMITTED),
    S140(ExitCode.NOT_RUNNING),
    S141(ExitCode.NOT_RUNNING),
    S142(ExitCode.NOT_RUNNING),
    S143(ExitCode.NOT_RUNNING),
    S144(ExitCode.NOT_RUNNING),
    S145(ExitCode.NOT_RUNNING),
    S146(ExitCode.NOT_RUNNING),
    S147(ExitCode.NOT_RUNNING),
    S148(ExitCode.NOT_RUNNING),
    S149(ExitCode.NOT_RUNNING),
    S150(ExitCode.FAILED),
    S151(ExitCode.REFUSED),
    S152(ExitCode.REFUSED),
    S153(ExitCode.FAILED),
    S154(ExitCode.FAILED),
    S155(ExitCode.NOT_RUNNING),
    S156(ExitCode.ATTENTION),
    S157(ExitCode.ATTENTION),
    S158(ExitCode.ATTENTION),
    S159(ExitCode.ATTENTION),
    S170(ExitCode.ATTENTION),

    // operations
    U100(ExitCode.REFUSED),
    U101(ExitCode.REFUSED),
    U102(ExitCode.REFUSED),
    U103(ExitCode.REFUSED),
    U104(ExitCode.REFUSED),
    U105(ExitCode.REFUSED),
    U106(ExitCode.REFUSED),
    U107(ExitCode.REFUSED),
    U110(ExitCode.REFUSED),
    U111(ExitCode.REFUSED),
    U112(ExitCode.REFUSED),
    U113(ExitCode.REFUSED),
    U114(ExitCode.REFUSED),
    U115(ExitCode.REFUSED),
    U117(ExitCode.VERIFICATION_FAILED),
    U120(ExitCode.INTERRUPTED),
    U130(ExitCode.FAILED),
    U131(ExitCode.ROLLBACK_INCOMPLETE),
    U132(ExitCode.INTERRUPTED),
    U133(ExitCode.INTERRUPTED),
    U134(ExitCode.ROLLED_BACK),
    U135(ExitCode.SIGINT),
    U136(ExitCode.FAILED),
    U140(ExitCode.REFUSED),
    U141(ExitCode.ATTENTION),
    U142(ExitCode.ATTENTION),
    U143(ExitCode.REFUSED),
    U150(ExitCode.REFUSED),
    U151(ExitCode.REFUSED),
    U152(ExitCode.REFUSED),
    U153(ExitCode.REFUSED),
    U154(ExitCode.USAGE),
    U170(ExitCode.REFUSED),
    U171(ExitCode.REFUSED),
    U172(ExitCode.REFUSED),
    U173(ExitCode.FAILED),
    U174(ExitCode.FAILED),
    U175(ExitCode.FAILED),
    U176(ExitCode.REFUSED),
    U177(ExitCode.REFUSED),
    U178(ExitCode.REFUSED),
    U179(ExitCode.REFUSED),
    U180(ExitCode.FAILED),
    U181(ExitCode.REFUSED),
    U182(ExitCode.REFUSED),
    U190(ExitCode.FAILED),
    U195(ExitCode.REFUSED),
    U196(ExitCode.REFUSED),
    U197(ExitCode.REFUSED),

    // policy
    P100(ExitCode.FAILED),
    P101(ExitCode.REFUSED),
    P102(ExitCode.REFUSED),
    P103(ExitCode.REFUSED),
    P104(ExitCode.REFUSED),
    P110(ExitCode.USAGE),
    P140(ExitCode.ATTENTION),
    P141(ExitCode.REFUSED),

    // history
    H100(ExitCode.ATTENTION),
    H101(ExitCode.ATTENTION),
    H102(ExitCode.FAILED),
    H103(ExitCode.ATTENTION),
    H104(ExitCode.ATTENTION),
    H105(ExitCode.USAGE),

    // tracking of errors: sentry
    T100(ExitCode.ATTENTION),
    T101(ExitCode.ATTENTION),
    T102(ExitCode.ATTENTION),
    T110(ExitCode.ATTENTION),
    T111(ExitCode.ATTENTION),
    T112(ExitCode.ATTENTION),
    T113(ExitCode.ATTENTION),
    T120(ExitCode.ATTENTION),
    T121(ExitCode.ATTENTION),
    T122(ExitCode.ATTENTION),
    T123(ExitCode.ATTENTION),
    T124(ExitCode.ATTENTION),
    T125(ExitCode.ATTENTION),
    T130(ExitCode.ATTENTION),
    T131(ExitCode.ATTENTION),
    T132(ExitCode.ATTENTION),
    T133(ExitCode.ATTENTION),
    T134(ExitCode.ATTENTION),
    T135(ExitCode.ATTENTION),
    T136(ExitCode.ATTENTION),
    T137(ExitCode.ATTENTION),
    T138(ExitCode.ATTENTION),
    T140(ExitCode.ATTENTION),
    T141(ExitCode.USAGE),
    T142(ExitCode.FAILED),
    T143(ExitCode.FAILED),
    T144(ExitCode.FAILED),
    T145(ExitCode.ATTENTION),

    // general
    G100(ExitCode.FAILED),
    G101(ExitCode.FAILED),
    G102(ExitCode.FAILED),
    G103(ExitCode.FAILED),
    G104(ExitCode.INPUT_NEEDED),
    G105(ExitCode.SIGINT),
    G106(ExitCode.USAGE),
    G107(ExitCode.FAILED),
    G108(ExitCode.FAILED),

    // layout and lock
    L100(ExitCode.LOCKED),
    L101(ExitCode.LOCKED),
    L102(ExitCode.NOT_PERMITTED),
    L103(ExitCode.ATTENTION),
    L104(ExitCode.ATTENTION),
    L105(ExitCode.ATTENTION),
    L106(ExitCode.LOCKED),

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
    R120(ExitCode.VERIFICATION_FAILED),
    R121(ExitCode.VERIFICATION_FAILED),

    // channel
    C100(ExitCode.USAGE),
    C101(ExitCode.DOWNLOAD_FAILED),
    C102(ExitCode.VERIFICATION_FAILED),
    C103(ExitCode.DOWNLOAD_FAILED),
    C104(ExitCode.VERIFICATION_FAILED),
    C105(ExitCode.VERIFICATION_FAILED),
    C106(ExitCode.VERIFICATION_FAILED),
    C107(ExitCode.DOWNLOAD_FAILED),
    C108(ExitCode.USAGE),
    C120(ExitCode.VERIFICATION_FAILED),
    C121(ExitCode.METADATA_EXPIRED),
    C122(ExitCode.VERIFICATION_FAILED),
    C129(ExitCode.VERIFICATION_FAILED),
    C140(ExitCode.VERIFICATION_FAILED),
    C141(ExitCode.VERIFICATION_FAILED),
    C130(ExitCode.USAGE),
    C131(ExitCode.VERIFICATION_FAILED),
    C132(ExitCode.VERIFICATION_FAILED),
    C133(ExitCode.VERIFICATION_FAILED),
    C134(ExitCode.METADATA_EXPIRED),
    C135(ExitCode.VERIFICATION_FAILED),
    C136(ExitCode.VERIFICATION_FAILED),

    // backups
    B101(ExitCode.FAILED),
    B102(ExitCode.NOT_RESTORABLE),
    B103(ExitCode.BACKUP_FAILED),
    B104(ExitCode.USAGE),
    B105(ExitCode.USAGE),
    B106(ExitCode.BACKUP_FAILED),
    B107(ExitCode.USAGE),
    B108(ExitCode.USAGE),
    B109(ExitCode.FAILED),
    B110(ExitCode.BACKUP_FAILED),
    B111(ExitCode.BACKUP_FAILED),
    B112(ExitCode.BACKUP_FAILED),
    B113(ExitCode.BACKUP_FAILED),
    B120(ExitCode.NOT_RESTORABLE),
    B121(ExitCode.NOT_RESTORABLE),
    B122(ExitCode.NOT_RESTORABLE),
    B123(ExitCode.NOT_RESTORABLE),
    B124(ExitCode.USAGE),
    B125(ExitCode.USAGE),
    B130(ExitCode.NOT_RESTORABLE),
    B140(ExitCode.ATTENTION),
    B141(ExitCode.ATTENTION),
    B142(ExitCode.ATTENTION),
    B143(ExitCode.ATTENTION),
    B144(ExitCode.ATTENTION),
    B145(ExitCode.ATTENTION),
    B146(ExitCode.ATTENTION),
    B147(ExitCode.ATTENTION),
    B148(ExitCode.ATTENTION),
    B149(ExitCode.ATTENTION),

    // the server's log
    O100(ExitCode.FAILED),
    O101(ExitCode.NOT_PERMITTED),
    O102(ExitCode.USAGE),
    O103(ExitCode.USAGE),
    O104(ExitCode.USAGE),
    O105(ExitCode.USAGE),

    // at night: unattended upgrades
    N100(ExitCode.USAGE),
    N101(ExitCode.REFUSED),
    N102(ExitCode.ATTENTION),

    // the report
    D100(ExitCode.FAILED),
    D101(ExitCode.NOT_PERMITTED);

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

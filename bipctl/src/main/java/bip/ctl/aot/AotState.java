package bip.ctl.aot;

/** Whether a release starts fast. */
public enum AotState {
    /** There, for the next start; the running server does not use it, or none runs. */
    READY,

    /** The running server uses it. */
    IN_USE,
    MISSING,

    /** Made on another processor or for other files: the JVM or the launcher leaves it aside. */
    STALE,

    /** The release has no way to make one. */
    UNSUPPORTED
}

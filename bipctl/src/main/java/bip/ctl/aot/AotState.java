package bip.ctl.aot;

/** Whether a release starts fast. */
public enum AotState {
    READY,
    MISSING,

    /** Made on another processor or for other files: the JVM or the launcher leaves it aside. */
    STALE,

    /** The release has no way to make one. */
    UNSUPPORTED
}

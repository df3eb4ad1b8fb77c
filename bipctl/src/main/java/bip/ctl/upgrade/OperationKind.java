package bip.ctl.upgrade;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an operation is for. */
public enum OperationKind {
    INSTALL,
    UPGRADE,
    ROLLBACK,
    /** Takes over what somebody made current by hand. */
    ADOPT,
    /** Puts back what a backup holds, its release too. */
    RESTORE,
    /** Brings a release onto this machine for later; switches nothing. */
    IMPORT;

    /** As in the journal and on the command line: {@code upgrade}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<OperationKind> find(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }
}

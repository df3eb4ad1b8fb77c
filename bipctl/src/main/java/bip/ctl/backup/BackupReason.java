package bip.ctl.backup;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a backup was made. */
public enum BackupReason {
    /** By the timer. */
    DAILY,
    /** A person asked for it. */
    MANUAL,
    /** Before an upgrade. */
    UPGRADE,
    /** Before another backup was put back. */
    RESTORE;

    /** As in identifiers and JSON: {@code daily}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<BackupReason> find(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }
}

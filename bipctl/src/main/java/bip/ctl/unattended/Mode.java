package bip.ctl.unattended;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is upgraded without a person. */
public enum Mode {
    /** Nothing. */
    OFF,
    /** To the newest release when that, or one in between, mends something for security's sake. */
    SECURITY,
    /** To the newest release. */
    ALL;

    /** As in the settings. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Mode> find(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }
}

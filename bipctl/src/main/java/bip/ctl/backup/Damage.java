package bip.ctl.backup;

import java.util.Locale;

/**
 * Something in a repository that is not as it was written.
 *
 * @param file relative to the repository
 */
public record Damage(String file, Kind kind) {

    /** What is wrong with it. */
    public enum Kind {
        MISSING,
        /** Its bytes are others. */
        CHANGED,
        /** It cannot be understood. */
        UNREADABLE,
        /** Nothing of ours is to be there. */
        FOREIGN;

        /** As in JSON and in the texts: {@code changed}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

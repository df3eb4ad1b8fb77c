package bip.ctl.upgrade;

import java.util.Locale;

/**
 * A partial change of the history, which no crash leaves.
 *
 * @param operation id of the one that it is about
 * @param line of its journal, counted from 1; 0 where it is about the whole operation
 * @param witness id of the operation that tells; empty where the journal itself does
 */
public record JournalFlaw(String operation, int line, Kind kind, String witness) {

    /** What is wrong. */
    public enum Kind {
        /** The line is not what it was, or should not be there. */
        CHANGED_LINE,
        /** Lines before this one are missing. */
        LEFT_OUT,
        /** The journal ended later than at this line, its last. */
        CUT_END,
        /** A later operation names it, and it is not there. */
        MISSING,
        /** The next operation names another as the one before. */
        FOREIGN,
        /** It names no operation before it, though earlier ones do. */
        UNLINKED;

        /** As in JSON: {@code cut-end}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static JournalFlaw inside(String operation, int line, Kind kind) {
        return new JournalFlaw(operation, line, kind, "");
    }
}

package bip.ctl.release;

import bip.ctl.support.Phrase;
import java.util.Locale;

/**
 * Where an unpacked release is not what its manifest says.
 *
 * @param path relative to the release
 */
public record Difference(String path, Kind kind) implements Comparable<Difference> {

    /** How it differs. */
    public enum Kind {
        MISSING,
        /** The manifest does not list it. */
        UNLISTED,
        SIZE,
        MODE,
        /** Other bytes. */
        HASH;

        /** As in JSON, and as the texts have it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Phrase inWords() {
        return Phrase.of("contents." + kind.word(), path);
    }

    @Override
    public int compareTo(Difference other) {
        return path.compareTo(other.path);
    }
}

package bip.ctl.upgrade;

import bip.ctl.release.Generation;
import bip.ctl.release.InstalledRelease;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Whether something on this machine stays, and why.
 *
 * @param isKept it stays; else it is removed
 */
public record Kept(Item item, boolean isKept, Reason reason) {

    /** What retention decides on. */
    public sealed interface Item {}

    /** The two links; its data and its release are decided on by themselves. */
    public record OfGeneration(Generation generation) implements Item {}

    /** A folder with a database. */
    public record OfData(Path folder) implements Item {}

    /** With what makes it start fast. */
    public record OfRelease(InstalledRelease release) implements Item {}

    /** The part of an archive that came before its download was cut. */
    public record OfDownload(Path file, long bytes) implements Item {}

    /** Why it stays, or why it does not. */
    public enum Reason {
        CURRENT,
        /** A rollback would go to it. */
        PREVIOUS,
        PINNED,
        /** One of the newest that were proved good. */
        RECENT,
        /** No journal tells of it: somebody else may need it. */
        UNKNOWN,
        /** A generation that stays needs it. */
        IN_USE,
        /** It was brought for an upgrade that is still to come. */
        IMPORTED,
        /** A generation that is damaged names it: mending may need it. */
        DAMAGED,
        /** There are enough newer ones that were proved good. */
        OLD,
        /** It was never proved good. */
        UNPROVED,
        /** No generation that stays needs it. */
        UNUSED,
        /** The next run of the same would go on with it; nobody waits for that any more. */
        CUT,
        /** A person named its version. */
        ASKED;

        /** As in JSON: {@code in-use}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}

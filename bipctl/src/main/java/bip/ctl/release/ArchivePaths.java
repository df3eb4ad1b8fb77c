package bip.ctl.release;

import bip.ctl.support.Phrase;
import java.util.Optional;

/**
 * Which names may stand in a release. Only printable ASCII: then a name is the same whatever the
 * locale, two names that differ in more than case look different, and none steers a terminal.
 */
final class ArchivePaths {

    /** {@code NAME_MAX} of Linux file systems. */
    private static final int MAX_PART_BYTES = 255;

    /** A runtime image nests 5 deep; the rest is room. */
    private static final int MAX_DEPTH = 16;

    private ArchivePaths() {}

    /** What is wrong with {@code path}, relative to the top of the release. */
    static Optional<Phrase> problem(String path) {
        if (path.startsWith("/")) {
            return Optional.of(Phrase.of("path.absolute"));
        }
        if (!path.chars().allMatch(ArchivePaths::isAllowed)) {
            return Optional.of(Phrase.of("path.character"));
        }
        String[] parts = path.split("/", -1);
        if (parts.length > MAX_DEPTH) {
            return Optional.of(Phrase.of("path.deep", MAX_DEPTH));
        }
        for (String part : parts) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return Optional.of(Phrase.of("path.part"));
            }
            if (part.length() > MAX_PART_BYTES) {
                return Optional.of(Phrase.of("path.long", MAX_PART_BYTES));
            }
        }
        return Optional.empty();
    }

    private static boolean isAllowed(int c) {
        return c >= ' ' && c <= '~' && c != '\\';
    }
}

package bip.packaging.publisher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the words about releases come from. That there are none is said, never guessed: a notes
 * file under another name would make a security fix look like any other release.
 *
 * @param place a file, or a folder with a file for each version; null if none was named
 * @param isDeclined whether somebody said that there are none
 */
record NotesSource(@Nullable Path place, boolean isDeclined) {

    NotesSource {
        if (place != null && isDeclined) {
            throw Refusal.before(
                    "--notes and --no-notes contradict each other", "Give one of them.");
        }
    }

    /**
     * Reads the notes of {@code version}.
     *
     * @param isPublished whether the channel has words about {@code version} already
     * @return empty if those, or the archive's own, are to stand
     */
    Optional<ReleaseNotes> find(ReleaseVersion version, boolean isPublished) throws IOException {
        if (place != null) {
            return Optional.of(ReleaseNotes.of(version, place));
        }
        if (isDeclined || isPublished) {
            return Optional.empty();
        }
        throw Refusal.before(
                "no notes tell of " + version,
                "Name them with --notes; --no-notes takes the archive's own words, for a release"
                        + " that mends no weakness and asks for no stops.");
    }
}

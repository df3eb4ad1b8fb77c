package bip.packaging.publisher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Release archives on their way into a channel. Reads them and writes nothing. */
final class Publication {

    private final RepositoryFolder folder;
    private final SortedMap<ReleaseVersion, Target> releases;
    private final SortedMap<ReleaseVersion, Target> before;
    private final List<RepositoryWrite> archives = new ArrayList<>();

    /**
     * @param before the releases that are offered already
     */
    Publication(RepositoryFolder folder, SortedMap<ReleaseVersion, Target> before) {
        this.folder = folder;
        this.before = before;
        this.releases = new TreeMap<>(before);
    }

    /**
     * Offers {@code archive} in {@code channel}, beside the channels in which it is already.
     *
     * @param notes new words about it; empty keeps those that were published
     * @throws Refusal if the version was published with other bytes, or was revoked
     */
    void add(Path archive, Channel channel, Optional<Path> notes) throws IOException {
        ReleaseManifest manifest = ArchiveReader.read(archive);
        Digests digests = Digests.of(archive);
        Optional<ReleaseNotes> found =
                notes.isEmpty()
                        ? Optional.empty()
                        : ReleaseNotes.find(notes.get(), manifest.version());
        ReleaseTerms terms = found.orElse(ReleaseNotes.NONE).terms(manifest, channel);
        Target known = releases.get(manifest.version());
        if (known != null) {
            refuseIfOther(known, digests);
            terms = found.isEmpty() ? known.terms() : terms;
            for (Channel one : known.terms().channels()) {
                terms = terms.in(one);
            }
            terms = terms.in(channel);
        }
        var target = new Target(digests, terms);
        releases.put(manifest.version(), target);
        archives.add(new RepositoryWrite.Archive(archive, folder.file(target), digests));
    }

    private static void refuseIfOther(Target known, Digests digests) {
        if (!known.digests().equals(digests)) {
            throw Refusal.before(
                    known.version() + " was published with other bytes",
                    "Give the changed release a version of its own.");
        }
        if (known.terms().findRevocation().isPresent()) {
            throw Refusal.before(
                    known.version() + " was revoked, and that is final",
                    "Publish a mended release under a new version.");
        }
    }

    boolean changesNothing() {
        return releases.equals(before);
    }

    SortedMap<ReleaseVersion, Target> releases() {
        return releases;
    }

    /** The archives, which must be there before any metadata names them. */
    List<RepositoryWrite> archives() {
        return archives;
    }
}
